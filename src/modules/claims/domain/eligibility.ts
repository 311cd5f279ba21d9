import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ClaimSubmission } from './adjudication.ts';
import { explainRejectCode } from './reject-code.ts';

/** What a payer is told when it is asked whether it covers a person on a day. */
export type EligibilityInquiry = Pick<
  ClaimSubmission,
  'bin' | 'pcn' | 'group' | 'cardholderId' | 'patient' | 'pharmacyNpi' | 'dateOfService'
> & { readonly transaction: 'eligibility' };

/** What came of asking. `unanswered` costs nothing: the question moves no money, and is asked again. */
export type EligibilityState = 'asked' | 'eligible' | 'rejected' | 'unanswered';

/** What the payer answered, in neutral words. */
export interface EligibilityAnswer {
  readonly outcome: Exclude<EligibilityState, 'asked'>;
  readonly rejectCodes: readonly string[];
}

/** Says in one sentence what came of asking. */
export function describeEligibility(
  check: { readonly state: EligibilityState; readonly rejectCodes: readonly string[] },
  on: CalendarDay,
): string {
  if (check.state === 'asked') return 'Asked, no answer yet.';
  if (check.state === 'unanswered') return 'The payer did not answer. Ask again.';
  if (check.state === 'eligible') return 'The payer covers this person.';
  const [code = ''] = check.rejectCodes;
  const { sentence, firstAction } = explainRejectCode(code, on);
  return `${code}: ${sentence} ${firstAction}.`;
}
