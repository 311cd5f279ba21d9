import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import type { WorkRequest } from '../../work/index.ts';
import type { Claim } from '../claim-store.ts';

// A reject is first acted on within four business hours (domain/journey 3.1, stage 8); the queue counts elapsed time.
const rejectMinutes = 240;

/** Composes the work that a rejected claim is. */
export function composeRejectWork(claim: Claim, rejectedAt: Instant): WorkRequest {
  const { siteId, patientId, therapyId, fillId } = claim;
  return {
    queue: 'claim-rejects',
    subjectKind: 'fill',
    subjectId: fillId,
    siteId,
    patientId,
    therapyId,
    reasonCode: claim.rejectCodes[0] ?? 'rejected',
    dueAt: addMinutes(rejectedAt, rejectMinutes),
    facts: { claimId: claim.claimId, claimedCents: claim.submittedCents },
  };
}
