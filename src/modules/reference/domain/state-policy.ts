import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Json } from '../../../kernel/json.ts';

/** A rule of a state on a topic as it stands from a day on. A rule that nobody has checked against its source is unverified. */
export interface StatePolicy {
  /** Two letters. */
  readonly state: string;
  readonly topic: string;
  readonly rule: Json;
  readonly validFrom: CalendarDay;
  readonly source: string;
  readonly isVerified: boolean;
}

/** A day on which those who follow a calendar do not work. */
export interface Holiday {
  readonly calendarCode: string;
  readonly day: CalendarDay;
  readonly name: string;
  readonly source: string;
}
