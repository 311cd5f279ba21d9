import type { Instant } from '../kernel/instant.ts';
import { formatDuration } from './format-duration.ts';
import type { Tone } from './tone.tsx';

/** A clock as the server tells it: running to an instant, paused for a reason, or stopped in time or late. */
export type Clock =
  | { readonly kind: 'running'; readonly dueAt: Instant }
  | { readonly kind: 'paused'; readonly reason: string; readonly minutesLeft?: number }
  | { readonly kind: 'stopped'; readonly inTime: boolean };

/** How a clock is shown: its tone, the short text, and the words for screen readers. */
export interface ClockFace {
  readonly tone: Tone;
  readonly text: string;
  readonly words: string;
}

/** Computes how a clock is shown at a moment; it turns `due` when less time is left than `dueSoonMilliseconds`. */
export function computeClockFace(clock: Clock, now: Instant, dueSoonMilliseconds: number): ClockFace {
  if (clock.kind === 'paused') {
    const { reason, minutesLeft } = clock;
    const left =
      minutesLeft === undefined ? '' : `, ${formatDuration(minutesLeft * 60_000)} ${minutesLeft < 0 ? 'over' : 'left'}`;
    return { tone: 'waiting', text: `Paused${left}`, words: `Clock paused: ${reason}${left}` };
  }
  if (clock.kind === 'stopped') {
    return clock.inTime
      ? { tone: 'done', text: 'In time', words: 'Done in time' }
      : { tone: 'neutral', text: 'Late', words: 'Done late' };
  }
  const left = Date.parse(clock.dueAt) - Date.parse(now);
  const duration = formatDuration(left);
  if (left < 0) return { tone: 'blocked', text: `${duration} over`, words: `Overdue by ${duration}` };
  return {
    tone: left < dueSoonMilliseconds ? 'due' : 'neutral',
    text: `${duration} left`,
    words: `Due in ${duration}`,
  };
}
