import type { CalendarDay } from '../../../kernel/calendar-day.ts';

/** Why a prescription carries no further fill. */
type RenewalReason = 'no-refills-left' | 'expires-before-need';

/** Finds why a prescription will not carry the fill of a day; null while it will. */
export function findRenewalReason(
  prescription: {
    readonly fillsMade: number;
    readonly refillsAuthorized: number | null;
    /** The last day on which it may be filled. */
    readonly expiresOn: CalendarDay | null;
  },
  neededOn: CalendarDay,
): RenewalReason | null {
  const { fillsMade, refillsAuthorized, expiresOn } = prescription;
  if (fillsMade > (refillsAuthorized ?? 0)) return 'no-refills-left';
  return expiresOn !== null && expiresOn < neededOn ? 'expires-before-need' : null;
}
