import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { formatDayTime } from '../../../ui/format-time.ts';
import { useNow } from '../../../ui/now.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { useSiteTimeZone } from '../../../ui/session.ts';
import type * as api from '../pathway-api.ts';
import classes from './compared-rows.module.css';

type ComparedRow = ResponseOf<typeof api.previewMove>['rows'][number];
type Counts = ResponseOf<typeof api.previewMove>['counts'];
export type ComparedKind = keyof Counts;

const kindLabels: Readonly<Record<ComparedKind, string>> = {
  stage: 'another stage',
  tasks: 'other tasks',
  due: 'other due times',
  clocks: 'other clocks',
};
const kinds = Object.keys(kindLabels) as readonly ComparedKind[];

/** How many therapies differ in what; each number opens its rows. */
export function ComparedCounts(props: {
  readonly counts: Counts;
  readonly chosen: ComparedKind | null;
  readonly onChoose: (kind: ComparedKind | null) => void;
}): ReactNode {
  const { counts, chosen, onChoose } = props;
  return (
    <ul className={classes['counts']} aria-label="What would differ">
      {kinds.map((kind) => (
        <li key={kind}>
          <button
            type="button"
            className={classes['count']}
            aria-pressed={chosen === kind}
            onClick={() => onChoose(chosen === kind ? null : kind)}
          >
            <strong>{counts[kind]}</strong> {kindLabels[kind]}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Therapies with what would differ for each. */
export function ComparedRows(props: {
  readonly caption: string;
  readonly rows: readonly ComparedRow[];
  readonly mark?: { readonly marked: ReadonlySet<string>; readonly onToggle: (therapyId: string) => void };
}): ReactNode {
  const { rows, mark } = props;
  return (
    <table className={classes['table']}>
      <caption className="for-screen-readers">{props.caption}</caption>
      <thead>
        <tr>
          {mark !== undefined && <th scope="col">Move</th>}
          <th scope="col">Therapy</th>
          <th scope="col">Patient</th>
          <th scope="col">Version</th>
          <th scope="col">Stage</th>
          <th scope="col">Work</th>
          <th scope="col">Due</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.therapyId}>
            {mark !== undefined && (
              <td>
                <input
                  type="checkbox"
                  aria-label={`Move ${row.number}`}
                  checked={mark.marked.has(row.therapyId)}
                  disabled={row.refusal !== null}
                  onChange={() => mark.onToggle(row.therapyId)}
                />
              </td>
            )}
            <td>
              <PageLink to={`/therapies/${row.therapyId}`}>{row.number}</PageLink>
            </td>
            <td>
              <PanelSlotView slot="patient-name" patientId={row.patientId as PatientId} />
            </td>
            <td>{row.pathwayVersion}</td>
            <td>{row.stage === row.wasStage ? row.stage : `${row.wasStage} → ${row.stage}`}</td>
            <td>{row.refusal ?? describeWork(row)}</td>
            <td>
              <Dues row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function describeWork({ newTasks, goneTasks }: ComparedRow): string {
  const parts = [...newTasks.map((task) => `+ ${task}`), ...goneTasks.map((task) => `− ${task}`)];
  return parts.length === 0 ? 'the same' : parts.join(', ');
}

function Dues({ row }: { readonly row: ComparedRow }): ReactNode {
  const timeZone = useSiteTimeZone();
  const now = useNow();
  const words = (at: string | null): string => (at === null ? 'none' : formatDayTime(at as Instant, { timeZone, now }));
  return row.movedDues.map(({ label, was, is }) => (
    <div key={label}>
      {label}: {words(was)} → {words(is)}
    </div>
  ));
}

/** Which rows are marked. */
export function useMarked(): readonly [
  ReadonlySet<string>,
  (therapyId: string) => void,
  (all: readonly string[]) => void,
] {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const toggle = (therapyId: string): void => {
    const next = new Set(marked);
    if (!next.delete(therapyId)) next.add(therapyId);
    setMarked(next);
  };
  return [marked, toggle, (all) => setMarked(new Set(all))];
}
