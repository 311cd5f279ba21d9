import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { FillId, PatientId, PrescriptionId, SiteId, TherapyId } from '../../../kernel/ids.ts';
import { sumCents } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { keepExpectedPayments } from '../../contracts/index.ts';
import { enqueueOutbound } from '../../exchange/index.ts';
import { openWorkItem } from '../../work/index.ts';
import { type Claim, type ClaimId, insertClaim, lockClaimsOfFill } from '../claim-store.ts';
import type { ClaimSubmission } from '../domain/adjudication.ts';
import { mayBePaid } from '../domain/claim-lifecycle.ts';
import type { DatedPayerRules } from '../domain/payer-rules.ts';
import {
  type EditFinding,
  findPreEdits,
  findStop,
  type PreEditFacts,
  type StandingAuthorization,
} from '../domain/pre-edit.ts';
import { claimRejected } from '../events.ts';
import { findPayerRules, insertFindings } from '../payer-rules-store.ts';
import { claimRefusals } from '../refusals.ts';
import { insertSubmission, toPayload } from '../submission-store.ts';
import { composeRejectWork } from './reject-work.ts';

/** A claim to be made: for which fill, on which coverage, and everything that the payer is told. */
export interface NewClaim {
  readonly siteId: SiteId;
  readonly therapyId: TherapyId;
  readonly patientId: PatientId;
  readonly prescriptionId: PrescriptionId;
  readonly fillId: FillId;
  readonly coverageId: string | null;
  readonly planId: string | null;
  readonly submission: ClaimSubmission;
  /** The place of the payer among those of the fill; the first one where nothing is said. */
  readonly payerOrder?: number;
  /** What the claim is held against before it is sent. */
  readonly standing?: ClaimStanding;
}

/** What is known around a claim that it is held against before it is sent. */
interface ClaimStanding {
  readonly today: CalendarDay;
  readonly authorization: StandingAuthorization | null;
  readonly isManufacturerCard: boolean;
  readonly hasGovernmentPayer: boolean;
  /** Rules that a person looked at and lets pass. */
  readonly reviewed: readonly string[];
}

/**
 * Bills a fill. Refuses while an earlier claim of the fill may be paid by the same payer, so that no payer is billed twice.
 * A claim that a rule stops is kept as rejected and never sent; it becomes work as a payer's reject does.
 */
export async function submitClaim(tx: TenantTransaction, wanted: NewClaim): Promise<Result<ClaimId>> {
  const { payerOrder = 1 } = wanted;
  const earlier = (await lockClaimsOfFill(tx, wanted.fillId)).find((claim) => claim.payerOrder === payerOrder);
  if (earlier !== undefined && mayBePaid(earlier.state))
    return refuse(claimRefusals.claimAlreadyOpen, { state: earlier.state });
  const payerRules = await findPayerRules(tx, { ...wanted.submission, on: wanted.submission.dateOfService });
  const submission = { ...wanted.submission, ...answeringOf(wanted.submission, payerRules) };
  const findings = holdAgainst(wanted, { submission, payerRules, payerOrder });
  const stop = findStop(findings, wanted.standing?.reviewed ?? []);
  const claim = composeClaim(tx, wanted, { submission, payerOrder, isStopped: stop !== null });
  const { claimId } = claim;
  await insertClaim(tx, claim);
  await insertSubmission(tx, claimId, submission);
  await insertFindings(tx, { claimId, findings });
  if (payerOrder === 1) await keepExpectedPayments(tx, [{ ...claim, ...submission }]);
  if (stop !== null) await keepStopped(tx, claim, stop.rule);
  else
    await enqueueOutbound(tx, {
      ...{ partnerKind: 'switch', kind: 'claim-billing', subjectId: claimId },
      payload: toPayload(submission),
    });
  touchClaim(tx, claim);
  return ok(claimId);
}

function answeringOf(submission: ClaimSubmission, payerRules: DatedPayerRules | null) {
  const { authorizationPlace } = payerRules?.rules ?? {};
  return {
    answersRepeats: submission.answersRepeats ?? payerRules?.rules.answersRepeats ?? false,
    ...(authorizationPlace === undefined ? {} : { authorizationPlace }),
  };
}

function holdAgainst(
  { standing }: NewClaim,
  facts: Pick<PreEditFacts, 'submission' | 'payerRules' | 'payerOrder'>,
): readonly EditFinding[] {
  return standing === undefined ? [] : findPreEdits({ ...standing, ...facts });
}

function composeClaim(
  tx: TenantTransaction,
  wanted: NewClaim,
  parts: { readonly submission: ClaimSubmission; readonly payerOrder: number; readonly isStopped: boolean },
): Claim {
  const { submission, payerOrder, isStopped } = parts;
  const { siteId, therapyId, patientId, prescriptionId, fillId, coverageId, planId } = wanted;
  return {
    ...submission,
    ...{ siteId, therapyId, patientId, prescriptionId, fillId, coverageId, planId, payerOrder },
    ...{ claimId: tx.newId<'claim'>(), state: isStopped ? 'rejected' : 'sending', rejectCodes: [] },
    ...{ authorizationNumber: null, reversalWanted: null, submittedAt: tx.now, answeredAt: null },
    submittedCents: sumCents([submission.ingredientCostCents, submission.dispensingFeeCents]),
    ...{ patientPayCents: null, ingredientPaidCents: null, feePaidCents: null, totalPaidCents: null },
  };
}

async function keepStopped(tx: TenantTransaction, claim: Claim, rule: string): Promise<void> {
  const { claimId, fillId, therapyId, payerOrder } = claim;
  if (payerOrder === 1) await tx.announce(claimRejected, { claimId, fillId, therapyId, rejectCodes: [] }, therapyId);
  await openWorkItem(tx, { ...composeRejectWork(claim, tx.now), reasonCode: rule });
}

/** Tells the pages that show a claim to read again. */
export function touchClaim(tx: TenantTransaction, claim: Claim): void {
  tx.touch(`claim:${claim.claimId}`);
  tx.touch(`fill:${claim.fillId}`);
  tx.touch(`therapy:${claim.therapyId}`);
}
