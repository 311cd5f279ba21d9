import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { Moment } from '../../../ui/moment.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Tone } from '../../../ui/tone.tsx';
import classes from './clinical-lines.module.css';

/** One entry of a history: its state, what else is known, when and by whom it was recorded. */
export interface ClinicalLine {
  readonly id: string;
  readonly state: string;
  readonly tone: Tone;
  readonly words: readonly (string | null)[];
  readonly recordedAt: string;
  readonly recordedByName: string | null;
}

/** Lists the history of one kind of record, the newest first. */
export function ClinicalLines(props: { readonly lines: readonly ClinicalLine[] }): ReactNode {
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
