import type { ReactNode } from 'react';
import type { Instant } from '../kernel/instant.ts';
import { ClockBadge } from './clock-badge.tsx';
import { StatusBadge } from './status-badge.tsx';

/** The clock of a piece of work: the time left, or standing still while others are waited for, and the level that it reached. */
export function WorkClock(props: {
  readonly dueAt: string;
  readonly level: number;
  /** Business minutes that are left while the clock stands still; null while it runs. */
  readonly pausedMinutesLeft: number | null;
}): ReactNode {
  const { dueAt, level, pausedMinutesLeft: minutesLeft } = props;
  const clock =
    minutesLeft === null
      ? ({ kind: 'running', dueAt: dueAt as Instant } as const)
      : ({ kind: 'paused', reason: 'somebody else has to move', minutesLeft } as const);
  // A clock that runs and is over says by itself that the time is used up.
  const isLevelShown = level > 0 && (level < 100 || minutesLeft !== null);
  return (
    <>
      <ClockBadge clock={clock} />
      {isLevelShown && (
        <>
          {' '}
          <StatusBadge tone={level >= 100 ? 'blocked' : level >= 80 ? 'due' : 'neutral'}>
            {level >= 100 ? 'Time used up' : `${level} % used`}
          </StatusBadge>
        </>
      )}
    </>
  );
}
