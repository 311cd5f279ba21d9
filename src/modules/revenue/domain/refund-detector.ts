import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { checkRefund, type JudgedRefund, type RefundTerms } from '../../refunds/language.ts';
import type { FoundRisk } from './detector.ts';

/** Checks the refund of a claim: unpaid for too long (RV13), or other than what is owed (RV14). */
export function checkClaimRefund(
  refund: JudgedRefund & { readonly claimId: string },
  by: { readonly asOf: CalendarDay; readonly terms: RefundTerms },
): readonly FoundRisk[] {
  const found = checkRefund(refund, by);
  if (found === null) return [];
  const { claimId, expectedCents, receivedCents, benefit, state } = refund;
  const { code, atRiskCents } = found;
  const facts = { expectedCents, receivedCents, benefit, state };
  return [{ detector: code, subjectId: claimId, claimId, atRiskCents, facts }];
}
