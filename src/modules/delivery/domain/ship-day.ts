import { type BusinessCalendar, isBusinessDay, isHoliday } from '../../../kernel/business-calendar.ts';
import { addDays, type CalendarDay, weekdayOf } from '../../../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { deliveryRefusals } from '../refusals.ts';
import type { DeliveryMethod, Storage } from './delivery.ts';

/** What the day depends on: when it is needed, what today is, how it travels and when the pharmacy works. */
export interface ShipRequest {
  readonly needBy: CalendarDay | null;
  readonly today: CalendarDay;
  readonly method: DeliveryMethod;
  readonly storage: Storage;
  readonly transitDays: number;
  readonly calendar: BusinessCalendar;
  /** Whether the clinic to which it goes takes goods in on a day; left out where it goes to the patient. */
  readonly receivesOn?: ((day: CalendarDay) => boolean) | undefined;
}

/** When a delivery leaves and when it arrives. */
export interface ShipPlan {
  readonly shipOn: CalendarDay;
  readonly arrivesOn: CalendarDay;
}

const saturday = 6;
const sunday = 7;
const searchedDays = 60;

/**
 * Chooses the day on which a delivery leaves: the latest that still arrives by the day of need, or the first possible one when
 * nobody named such a day. Refuses when nothing arrives in time, and then says what the first possible arrival is.
 */
export function decideShipDay(request: ShipRequest): Result<ShipPlan> {
  const possible = listPlans(request);
  const [first] = possible;
  if (first === undefined) return refuse(deliveryRefusals.shipDayClosed, { today: request.today });
  const { needBy } = request;
  if (needBy === null) return ok(first);
  const latest = possible.findLast((plan) => plan.arrivesOn <= needBy);
  return latest === undefined
    ? refuse(deliveryRefusals.needByTooSoon, { needBy, firstArrival: first.arrivesOn })
    : ok(latest);
}

/** Checks a day that a person chose. Refuses days without shipping or arrival, and one that arrives too late. */
export function decideChosenDay(request: ShipRequest, shipOn: CalendarDay): Result<ShipPlan> {
  const arrivesOn = addDays(shipOn, request.transitDays);
  if (shipOn < request.today || !isBusinessDay(request.calendar, shipOn))
    return refuse(deliveryRefusals.shipDayClosed, { shipOn });
  if (!isArrivalDay(request, arrivesOn)) return refuse(deliveryRefusals.arrivalDayClosed, { arrivesOn });
  if (request.needBy !== null && arrivesOn > request.needBy)
    return refuse(deliveryRefusals.arrivesTooLate, { arrivesOn, needBy: request.needBy });
  return ok({ shipOn, arrivesOn });
}

function listPlans(request: ShipRequest): readonly ShipPlan[] {
  return Array.from({ length: searchedDays }, (_, index) => addDays(request.today, index)).flatMap((shipOn) => {
    const arrivesOn = addDays(shipOn, request.transitDays);
    return isBusinessDay(request.calendar, shipOn) && isArrivalDay(request, arrivesOn) ? [{ shipOn, arrivesOn }] : [];
  });
}

/** Couriers bring nothing on Sundays; cold goods never wait over a weekend or a holiday; a counter is open when the pharmacy is. */
function isArrivalDay({ method, storage, calendar, receivesOn }: ShipRequest, day: CalendarDay): boolean {
  const weekday = weekdayOf(day);
  if (receivesOn?.(day) === false) return false;
  if (method !== 'courier') return isBusinessDay(calendar, day);
  if (storage === 'room') return weekday !== sunday;
  return weekday < saturday && !isHoliday(calendar, day);
}
