import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { nameLanguage } from '../../../kernel/language-tag.ts';
import type { readAssignmentRules } from '../assignment-api.ts';
import { type NeedKind, type NeedStrength, needKinds, needStrengths } from '../domain/assignment-rules.ts';
import { type QueueCode, queueCodes, queues } from '../domain/queue.ts';
import classes from './order.module.css';
import { toWords } from './queue-words.ts';

/** What the queues ask, as the server tells it. */
export type Assignment = ResponseOf<typeof readAssignmentRules>;

/** The rules as they are typed. */
export type ShownRules = Assignment['rules'];

interface RowsProps {
  readonly rules: ShownRules;
  readonly mayChange: boolean;
  readonly onChange: (rules: ShownRules) => void;
}

const needCodes = Object.keys(needKinds) as readonly NeedKind[];
const strengths = Object.entries(needStrengths).map(([value, label]) => ({ value, label }));

/** Every queue with what it asks of whoever takes its work. */
export function NeedRows(props: RowsProps): ReactNode {
  const { rules, mayChange, onChange } = props;
  const set = (queue: QueueCode, kind: NeedKind, text: string): void => {
    const { [kind]: _before, ...others } = rules.queues[queue] ?? {};
    const needs = text === 'must' || text === 'prefer' ? { ...others, [kind]: text satisfies NeedStrength } : others;
    const { [queue]: _needs, ...rest } = rules.queues;
    onChange({ ...rules, queues: Object.keys(needs).length === 0 ? rest : { ...rest, [queue]: needs } });
  };
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">Queue</th>
          {needCodes.map((kind) => (
            <th key={kind} scope="col">
              {kind === 'language'
                ? `${needKinds.language}, unless ${nameLanguage(rules.houseLanguage)}`
                : needKinds[kind]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {queueCodes.map((queue) => (
          <tr key={queue}>
            <th scope="row" className={classes['named']}>
              {queues[queue].label}
            </th>
            {needCodes.map((kind) => (
              <td key={kind}>
                <NativeSelect
                  size="xs"
                  className={classes['strength'] ?? ''}
                  aria-label={`${queues[queue].label}: ${needKinds[kind]}`}
                  disabled={!mayChange}
                  value={rules.queues[queue]?.[kind] ?? ''}
                  data={[{ value: '', label: 'Not asked' }, ...strengths]}
                  onChange={(event) => set(queue, kind, event.currentTarget.value)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Which skill work for a therapy asks for, by the program of its drug. */
export function SkillRows(props: RowsProps & Pick<Assignment, 'programmes' | 'skills'>): ReactNode {
  const { rules, mayChange, onChange, programmes } = props;
  const skills = props.skills.map(({ skill: value, label }) => ({ value, label }));
  const set = (programme: string, skill: string): void => {
    const { [programme]: _before, ...others } = rules.skillOfProgramme;
    onChange({ ...rules, skillOfProgramme: skill === '' ? others : { ...others, [programme]: skill } });
  };
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">Program</th>
          <th scope="col">Skill that its work asks for</th>
        </tr>
      </thead>
      <tbody>
        {programmes.map((programme) => (
          <tr key={programme}>
            <th scope="row">{toWords(programme)}</th>
            <td>
              <NativeSelect
                size="xs"
                className={classes['strength'] ?? ''}
                aria-label={`${toWords(programme)}: skill`}
                disabled={!mayChange}
                value={rules.skillOfProgramme[programme] ?? ''}
                data={[{ value: '', label: 'None' }, ...skills]}
                onChange={(event) => set(programme, event.currentTarget.value)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
