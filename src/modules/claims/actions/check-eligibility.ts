import type { PatientId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import type { Json } from '../../../kernel/json.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { enqueueOutbound } from '../../exchange/index.ts';
import { getDefaultSite, getSite } from '../../identity/index.ts';
import { getPatient, listCoverages } from '../../patients/index.ts';
import { getPlan, type PlanId } from '../../reference/index.ts';
import type { EligibilityInquiry } from '../domain/eligibility.ts';
import { type EligibilityCheckId, findAskedCheck, insertCheck } from '../eligibility-store.ts';
import { claimRefusals } from '../refusals.ts';

/**
 * Asks the payer of a coverage whether it covers the patient today. While an earlier question waits for its answer it is not asked again.
 */
export async function checkEligibility(
  tx: TenantTransaction,
  wanted: { readonly patientId: PatientId; readonly coverageId: string },
): Promise<Result<EligibilityCheckId>> {
  const coverage = (await listCoverages(tx, wanted.patientId)).find(
    ({ coverageId }) => coverageId === wanted.coverageId,
  );
  if (coverage === undefined) return refuse(claimRefusals.unknownCoverage);
  if (coverage.planId === null) return refuse(claimRefusals.coverageWithoutPlan);
  const plan = await getPlan(tx, coverage.planId as PlanId);
  const { actor } = tx;
  const siteId = actor.kind === 'staff' ? actor.siteId : null;
  const site = siteId === null ? await getDefaultSite(tx) : await getSite(tx, siteId);
  const { demographics } = await getPatient(tx, wanted.patientId);
  const { familyName, givenName, birthDate, sex } = demographics;
  const inquiry: EligibilityInquiry = {
    ...{ transaction: 'eligibility', bin: plan.bin, pcn: plan.pcn },
    ...{ group: coverage.groupNumber ?? plan.groupNumber, cardholderId: coverage.memberId },
    ...{ patient: { familyName, givenName, birthDate, sex }, pharmacyNpi: site.npi },
    dateOfService: dayIn(tx.now, site.timeZone),
  };
  const checkId = tx.newId<'eligibility-check'>();
  const isNew = await insertCheck(tx, { checkId, coverageId: coverage.coverageId, inquiry });
  if (!isNew) return ok((await findAskedCheck(tx, coverage.coverageId)) ?? checkId);
  await enqueueOutbound(tx, {
    ...{ partnerKind: 'switch', kind: 'eligibility-inquiry', subjectId: checkId },
    payload: inquiry as unknown as Json,
  });
  tx.touch(`coverage:${coverage.coverageId}`);
  return ok(checkId);
}
