import { type BusinessCalendar, isHoliday } from '../../../kernel/business-calendar.ts';
import { addDays, type CalendarDay, weekdayOf } from '../../../kernel/calendar-day.ts';

/** Where goods for a clinic are delivered. */
export interface ClinicAddress {
  readonly lines: readonly string[];
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

/** On which ISO weekdays a clinic takes goods in, and between which local times, `HH:MM`. */
export interface ReceivingHours {
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly until: string;
}

/** What counts until a clinic told its hours; shown as assumed wherever it is used. [K: the pharmacy's own choice, not a published figure] */
export const assumedReceiving: ReceivingHours = { weekdays: [1, 2, 3, 4, 5], from: '08:00', until: '16:00' };

const searchedDays = 14;

/** Tells whether a clinic takes goods in on a day; the holidays are those of the pharmacy that serves it. */
export function receivesOn(hours: ReceivingHours, day: CalendarDay, calendar: BusinessCalendar): boolean {
  return hours.weekdays.includes(weekdayOf(day)) && !isHoliday(calendar, day);
}

/** Computes by which day a clinic has to have what it administers: the last one before the appointment on which it takes goods in. */
export function computeNeedBy(
  appointmentOn: CalendarDay,
  hours: ReceivingHours,
  calendar: BusinessCalendar,
): CalendarDay {
  const days = Array.from({ length: searchedDays }, (_, index) => addDays(appointmentOn, -1 - index));
  return days.find((day) => receivesOn(hours, day, calendar)) ?? addDays(appointmentOn, -1);
}
