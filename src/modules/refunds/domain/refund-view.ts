import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import {
  type AgeBand,
  checkRefund,
  computeAge,
  computeUnpaid,
  findBenefitFault,
  type JudgedRefund,
  type RefundTerms,
} from './refund-terms.ts';

/** What the page of refunds shows, and what that is called. */
export const refundViews = {
  unpaid: 'Unpaid',
  late: 'Late',
  refused: 'Refused',
  asked: 'Asked of the manufacturer',
  differs: 'Short or not owed',
  missed: 'Neither benefit',
  double: 'Both benefits',
  paid: 'Paid',
} as const;

export type RefundView = keyof typeof refundViews;

/** By what views are decided. */
export interface ViewTerms {
  readonly asOf: CalendarDay;
  readonly terms: RefundTerms;
}

/** Tells in which views a refund stands. */
export function listViews(refund: JudgedRefund & { readonly isAsked: boolean }, by: ViewTerms): readonly RefundView[] {
  const fault = findBenefitFault(refund, by);
  const found = checkRefund(refund, by)?.code ?? null;
  const isIn: Readonly<Record<RefundView, boolean>> = {
    unpaid: computeUnpaid(refund) > 0,
    late: found === 'RV13',
    refused: refund.state === 'refused',
    asked: refund.isAsked,
    differs: found === 'RV14',
    missed: fault === 'missed',
    double: fault === 'double',
    paid: refund.state === 'paid',
  };
  return (Object.keys(refundViews) as RefundView[]).filter((view) => isIn[view]);
}

/** Tells whether an unpaid refund is of an age. */
export function isOfBand(refund: JudgedRefund, band: AgeBand, asOf: CalendarDay): boolean {
  const age = computeAge(refund, asOf);
  return computeUnpaid(refund) > 0 && age >= band.from && (band.to === null || age <= band.to);
}
