import type { StaffId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { dispensingRefusals } from '../refusals.ts';
import { decideFillStep, type FillState } from './fill-lifecycle.ts';
import { listMissingPapers, type PaperKind } from './fill-papers.ts';
import { decideStillPaid, type FillPaymentStanding } from './fill-payment.ts';

/** What is to be verified, and by whom. */
export interface VerificationRequest extends FillPaymentStanding {
  readonly state: FillState;
  readonly filledBy: StaffId | null;
  readonly verifier: { readonly staffId: StaffId; readonly isPharmacist: boolean };
  readonly recordedPapers: readonly PaperKind[];
  readonly needsMedicationGuide: boolean;
}

/**
 * Decides whether a person may verify the product of a fill. The browser greys the button with this very decision.
 * Refuses anyone who is no pharmacist, the person who filled it, a fill whose claim was lost, and one whose label was not printed.
 */
export function decideVerification(request: VerificationRequest): Result<null> {
  const next = decideFillStep(request.state, 'verify');
  if (!next.ok) return next;
  if (!request.verifier.isPharmacist) return refuse(dispensingRefusals.pharmacistNeeded);
  if (request.filledBy === null || request.filledBy === request.verifier.staffId)
    return refuse(dispensingRefusals.ownFill);
  const paid = decideStillPaid(request);
  if (!paid.ok) return paid;
  const missing = listMissingPapers(request);
  return missing.length === 0 ? ok(null) : refuse(dispensingRefusals.papersMissing, { papers: missing });
}
