import { addDays } from '../../../kernel/calendar-day.ts';
import { dayIn, type Instant, instantAt, type TimeZone } from '../../../kernel/instant.ts';

/** By when work is due, and what each choice is called on screen. */
export const dueChoices = { any: 'Any time', overdue: 'Overdue', today: 'Today', week: 'Next 7 days' } as const;

/** The code of a choice of when work is due. */
export type DueChoice = keyof typeof dueChoices;

/** What narrows a queue beside owner and site; null narrows nothing. */
export interface QueueNarrowing {
  readonly stage: string | null;
  readonly reasonCode: string | null;
  /** Only what is due before this instant. */
  readonly dueBy: Instant | null;
  /** Only what has reached this escalation level, in percent of its time. */
  readonly level: number | null;
}

/** Computes the instant before which work of a choice is due, by the calendar of the pharmacy. */
export function computeDueBy(
  choice: DueChoice,
  at: { readonly now: Instant; readonly timeZone: TimeZone },
): Instant | null {
  if (choice === 'any') return null;
  if (choice === 'overdue') return at.now;
  const days = choice === 'today' ? 1 : 7;
  return instantAt({ day: addDays(dayIn(at.now, at.timeZone), days), time: '00:00', timeZone: at.timeZone });
}
