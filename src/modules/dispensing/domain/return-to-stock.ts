import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import type { FillState } from './fill-lifecycle.ts';

/** How long a paid product may lie ready before its claim has to be taken back. */
interface WillCallLimit {
  readonly effectiveFrom: CalendarDay;
  readonly days: number;
  readonly source: string;
}

/** Limits in the order in which they came into force. A contract's own number of days is not known here yet. */
const limits: readonly WillCallLimit[] = [
  {
    effectiveFrom: '2012-01-01' as CalendarDay,
    days: 10,
    source: 'Customary in payer manuals: 10 to 14 days [unverified; the payer’s own manual counts]',
  },
];

const dayMinutes = 24 * 60;

/** Computes when a product that was verified at an instant goes back to the shelf unless it left; null where no limit was in force. */
export function computeReturnAt(verifiedAt: Instant, verifiedOn: CalendarDay, known = limits): Instant | null {
  const days = findWillCallDays(verifiedOn, known);
  return days === null ? null : addMinutes(verifiedAt, days * dayMinutes);
}

/** Finds how many days a paid product may lie ready, on a day; null where no limit was in force. */
export function findWillCallDays(on: CalendarDay, known = limits): number | null {
  return known.findLast(({ effectiveFrom }) => effectiveFrom <= on)?.days ?? null;
}

/** Tells whether a fill whose time ran out goes back: it is still ready, and a payer pays for it. */
export function isLeftOnWillCall(fill: { readonly state: FillState; readonly payment: string }): boolean {
  return fill.state === 'verified' && fill.payment === 'claim';
}
