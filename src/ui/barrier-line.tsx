import type { ReactNode } from 'react';
import type { Instant } from '../kernel/instant.ts';
import classes from './barrier-line.module.css';
import { formatDuration } from './format-duration.ts';
import { formatMomentInFull } from './format-time.ts';
import { useNow } from './now.ts';
import { useSiteTimeZone } from './session.ts';
import { ToneIcon } from './tone.tsx';

/** What keeps a therapy from moving: `blocked` is ours to resolve, `waiting` is someone else's move. */
export interface Barrier {
  readonly tone: 'blocked' | 'waiting' | 'due';
  /** A clause without a full stop: `Prior authorization is with the payer`. */
  readonly what: string;
  readonly since: Instant;
  readonly whoseMove: string;
  /** What waiting costs, in a clause: `2 days of supply left`; `isLate` when it costs already. */
  readonly cost: { readonly sentence: string; readonly isLate: boolean } | null;
}

/** Says in one sentence what blocks, since when and whose move it is; without a barrier it says that the way is free. */
export function BarrierLine(props: { readonly barrier: Barrier | null }): ReactNode {
  const now = useNow();
  const timeZone = useSiteTimeZone();
  const { barrier } = props;
  if (barrier === null) {
    return (
      <p className={classes['line']} data-tone="done">
        <ToneIcon tone="done" size={16} />
        <span>
          <strong>Nothing stands in the way.</strong> The next step can be done now.
        </span>
      </p>
    );
  }
  return (
    <p className={classes['line']} data-tone={barrier.tone}>
      <ToneIcon tone={barrier.tone} size={16} />
      <span>
        <strong>{barrier.what}</strong>
        {', for '}
        <time dateTime={barrier.since} title={`since ${formatMomentInFull(barrier.since, timeZone)}`}>
          {formatDuration(Date.parse(now) - Date.parse(barrier.since))}
        </time>
        {'. Next move: '}
        <strong>{barrier.whoseMove}</strong>.
        {barrier.cost !== null && (
          <span className={classes['cost']} data-late={barrier.cost.isLate || undefined}>
            {barrier.cost.sentence}
          </span>
        )}
      </span>
    </p>
  );
}
