import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Instant } from '../../kernel/instant.ts';

/** A code with the qualifier of its list and its text, each as sent. */
export interface ScriptCode {
  readonly code: string | null;
  readonly qualifier: string | null;
  readonly text: string | null;
}

/** A date or a moment: the day as written, and the instant when a time with its zone was given. */
export interface ScriptDate {
  readonly day: CalendarDay;
  readonly instant: Instant | null;
}
