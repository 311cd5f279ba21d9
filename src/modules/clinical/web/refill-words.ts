import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { formatQuantity } from '../../../ui/format-quantity.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { contactChannels } from '../domain/contact-cadence.ts';
import { missedDoseReasons } from '../domain/refill-call.ts';
import type { getRefill } from '../refill-api.ts';

/** The refill of a therapy as its panel shows it. */
export type RefillView = ResponseOf<typeof getRefill>;
type RefillCall = RefillView['calls'][number];

/** Writes an amount of doses in the unit of the prescription. */
export function writeDoses(thousandths: number, unit: string | null): string {
  return formatQuantity({ quantityThousandths: thousandths, ucumUnit: unit ?? '{unit}' } as Parameters<
    typeof formatQuantity
  >[0]);
}

/** Says how much is taken in how many days. */
export function writeDose(
  { amountThousandths, everyDays, isHeld }: NonNullable<NonNullable<RefillView['doses']>['dose']>,
  unit: string | null,
): string {
  const perDay = amountThousandths / everyDays;
  const isDaily = Number.isInteger(perDay);
  const words = isDaily
    ? `${writeDoses(perDay, unit)} a day`
    : `${writeDoses(amountThousandths, unit)} in ${everyDays} days`;
  return isHeld ? `Paused (otherwise ${words})` : words;
}

/** Says how the patient is to be reached next, in short clauses. */
export function describeContact({ contact, today }: RefillView): readonly string[] {
  const { number, channel, barred, bestTime, notBefore, isExhausted } = contact;
  const names = barred.map((code) => contactChannels[code].toLowerCase());
  const isLater = notBefore !== null && notBefore > today;
  return [
    isExhausted
      ? 'All attempts are made: tell the prescriber'
      : `Attempt ${number}${channel === null ? '' : ` by ${contactChannels[channel].toLowerCase()}`}`,
    ...(isLater && !isExhausted ? [`not before ${formatCalendarDay(notBefore as CalendarDay)}`] : []),
    ...(bestTime === null || bestTime === '' ? [] : [`best time: ${bestTime}`]),
    ...(names.length === 0 ? [] : [`not by ${names.join(', ')}`]),
  ];
}

/** Says in short what a patient answered. */
export function describeAnswers({ answers }: RefillCall, unit: string | null): readonly string[] {
  if (answers === null) return [];
  const { onHandThousandths, dosesMissed, missedReason, dosesLost, deliveryOn } = answers;
  const why = missedReason === null ? '' : ` (${missedDoseReasons[missedReason].toLowerCase()})`;
  return [
    ...(onHandThousandths === null ? [] : [`${writeDoses(onHandThousandths, unit)} counted`]),
    ...(dosesMissed === 0 ? [] : [`${dosesMissed} missed${why}`]),
    ...(dosesLost === 0 ? [] : [`${dosesLost} lost`]),
    ...(deliveryOn === null ? [] : [`delivery on ${formatCalendarDay(deliveryOn as CalendarDay)}`]),
    ...(answers.address === 'changed' ? ['new address'] : []),
    ...(answers.copayConsent ? [] : ['cost share not agreed']),
    ...(answers.words === '' ? [] : [answers.words]),
  ];
}

/** The day a week from today, which a call proposes for the delivery. */
export function proposeDelivery({ today, doses }: RefillView): CalendarDay {
  const from = today as CalendarDay;
  const wanted = doses?.runOutOn == null ? addDays(from, 5) : addDays(doses.runOutOn as CalendarDay, -2);
  return wanted < from ? from : wanted;
}
