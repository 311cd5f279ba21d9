import type { Id, TherapyId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listCoverages } from '../../patients/index.ts';
import { getPlan } from '../../reference/index.ts';
import { type BenefitsCheckId, type BenefitsDetail, insertBenefits } from '../benefits-store.ts';
import { type BenefitsFacts, computeBenefitsOutcome } from '../domain/benefits.ts';
import { benefitsRecorded } from '../events.ts';
import { accessRefusals } from '../refusals.ts';
import { findTherapySubject } from './find-therapy-subject.ts';

/** What was found out about a plan. The plan of a known coverage outweighs the kind of payer that was typed. */
export interface FoundBenefits extends BenefitsFacts, BenefitsDetail {
  readonly therapyId: TherapyId;
  readonly coverageId: Id<'coverage'> | null;
}

/** Records a benefits check; its outcome follows from what was found out. */
export async function recordBenefits(tx: TenantTransaction, found: FoundBenefits): Promise<Result<BenefitsCheckId>> {
  const { therapyId, coverageId } = found;
  const subject = await findTherapySubject(tx, therapyId);
  if (subject === null) return refuse(accessRefusals.unknownTherapy);
  const coverages = await listCoverages(tx, subject.patientId);
  const coverage = coverages.find((each) => each.coverageId === coverageId);
  if (coverageId !== null && coverage === undefined) return refuse(accessRefusals.unknownCoverage);
  const planId = coverage?.planId ?? null;
  const planKind = planId === null ? found.planKind : (await getPlan(tx, planId)).kind;
  const facts = { ...found, planKind };
  const outcome = computeBenefitsOutcome(facts);
  const benefitsCheckId = tx.newId<'benefits-check'>();
  await insertBenefits(tx, { ...facts, ...subject, planId, outcome, benefitsCheckId });
  const { patientPayCents } = found;
  const authorizationNeeded = found.authorizationNeed === 'needed';
  const announced = { therapyId, benefitsCheckId, outcome, authorizationNeeded, patientPayCents };
  await tx.announce(benefitsRecorded, announced, therapyId);
  tx.touch(`therapy:${therapyId}`);
  return ok(benefitsCheckId);
}
