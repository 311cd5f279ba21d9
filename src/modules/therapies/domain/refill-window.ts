import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import { dayIn, type Instant, instantAt, type TimeZone } from '../../../kernel/instant.ts';
import type { Pathway } from '../../pathways/language.ts';
import type { Supply } from './therapy-event.ts';

/**
 * Computes how long a delivered supply lasts and when the refill window opens: days' supply after the delivery, or after
 * the supply before it has run out, less the days of the window, at the start of that day at the site.
 */
export function computeSupply(
  delivery: {
    readonly deliveredAt: Instant;
    readonly daysSupply: number | null;
    readonly priorRunOutOn: CalendarDay | null;
  },
  refill: Pathway['refill'],
  timeZone: TimeZone,
): Supply {
  const deliveredOn = dayIn(delivery.deliveredAt, timeZone);
  const daysSupply = delivery.daysSupply ?? refill.assumedDaysSupply;
  const runOutOn = addDays(latest(deliveredOn, delivery.priorRunOutOn), daysSupply);
  const windowOpensAt = computeWindowOpening(runOutOn, refill, timeZone);
  return { deliveredOn, daysSupply, isAssumed: delivery.daysSupply === null, runOutOn, windowOpensAt };
}

/** Moves the end of a supply to the day that follows from counted doses, and the refill window with it. */
export function moveRunOut(
  supply: Supply,
  runOutOn: CalendarDay,
  site: { readonly refill: Pathway['refill']; readonly timeZone: TimeZone },
): Supply {
  return { ...supply, runOutOn, windowOpensAt: computeWindowOpening(runOutOn, site.refill, site.timeZone) };
}

function computeWindowOpening(runOutOn: CalendarDay, { windowDays }: Pathway['refill'], timeZone: TimeZone): Instant {
  return instantAt({ day: addDays(runOutOn, -windowDays), time: '00:00', timeZone });
}

function latest(day: CalendarDay, other: CalendarDay | null): CalendarDay {
  return other === null || other < day ? day : other;
}
