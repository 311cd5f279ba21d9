import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';

/** How a lot stands by its dates: past its expiry, to be used soon, or neither. */
export type LotStanding = 'expired' | 'short-dated' | 'good';

/** Tells how a lot stands on a day; it is short-dated when it expires within so many days. The last day is the one before the expiry date. */
export function computeLotStanding(
  lot: { readonly expiresOn: CalendarDay | string },
  at: { readonly today: CalendarDay; readonly shortDays: number },
): LotStanding {
  if (lot.expiresOn <= at.today) return 'expired';
  return lot.expiresOn <= addDays(at.today, at.shortDays) ? 'short-dated' : 'good';
}
