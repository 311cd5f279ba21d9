import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { Moment } from '../../../ui/moment.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Tone } from '../../../ui/tone.tsx';
import classes from './record-lines.module.css';

/** One entry of a history: its state, what else is known, when and by whom it was recorded. */
export interface RecordLine {
  readonly id: string;
  readonly state: string;
  readonly tone: Tone;
  readonly words: readonly (string | null)[];
  readonly recordedAt: string;
  readonly recordedByName: string | null;
}

/** Lists the history of one kind of record, the newest first. */
export function RecordLines(props: { readonly lines: readonly RecordLine[] }): ReactNode {
  return (
    <ul className={classes['list']}>
      {props.lines.map((line) => (
        <li key={line.id} className={classes['line']}>
          <StatusBadge tone={line.tone}>{line.state}</StatusBadge>
          <span className={classes['words']}>
            {line.words.filter((word) => word !== null && word !== '').join(' · ')}
          </span>
          <span className={classes['when']}>
            {line.recordedByName !== null && `${line.recordedByName}, `}
            <Moment at={line.recordedAt as Instant} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The button that opens the form of a panel; left out for somebody who may not use it. */
export function RecordButton(props: {
  readonly label: string;
  readonly permission: string;
  readonly onPress: () => void;
}): ReactNode {
  const isAllowed = useHasPermission(props.permission);
  if (!isAllowed) return null;
  return (
    <div className={classes['bar']}>
      <Button variant="default" size="compact-sm" onClick={props.onPress}>
        {props.label}
      </Button>
    </div>
  );
}
