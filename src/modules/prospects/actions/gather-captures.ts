import { dayIn, type Instant } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getDefaultSite } from '../../identity/index.ts';
import { listFirstPlans } from '../../patients/index.ts';
import { listDecidedReferrals } from '../../prescriptions/index.ts';
import { listDrugs, listPlans, nameDiseaseState } from '../../reference/index.ts';
import { listTransferReasons } from '../../referrals/index.ts';
import { type DecidedCapture, findCaptureOutcome } from '../domain/capture.ts';
import { listGoneElsewhere } from '../prospect-store.ts';

/** What was decided in a time, and how many specialty prescriptions were decided for a reason that counts nowhere. */
export interface GatheredCaptures {
  readonly decided: readonly DecidedCapture[];
  readonly notCounted: number;
}

/**
 * Gathers the specialty prescriptions that came in a time and are decided, and the prospects who were said in that time to have gone
 * elsewhere. The payer is the one that pays first for the patient today.
 */
export async function gatherCaptures(
  tx: TenantTransaction,
  time: { readonly from: Instant; readonly until: Instant },
): Promise<GatheredCaptures> {
  const referrals = await listDecidedReferrals(tx, time);
  const drugIds = [...new Set(referrals.map(({ drugId }) => drugId))];
  const drugs = new Map((await listDrugs(tx, drugIds)).map((drug) => [drug.drugId, drug]));
  const specialty = referrals.filter(({ drugId }) => drugs.get(drugId)?.isSpecialty === true);
  const gone = await listGoneElsewhere(tx, time);
  const reasons = await listTransferReasons(tx, time.from);
  const payerOf = await findPayers(
    tx,
    [...specialty, ...gone].map(({ patientId }) => patientId),
  );
  const decided = specialty.flatMap((referral): readonly DecidedCapture[] => {
    const outcome = findCaptureOutcome(referral);
    if (outcome === null) return [];
    const { prescriptionId, patientId, therapyId, clinicId, drugId, receivedAt } = referral;
    return [
      {
        ...{ kind: 'prescription', id: prescriptionId, prescriptionId, patientId, therapyId, outcome, clinicId },
        reasonCode: outcome === 'transferred' ? (reasons.get(prescriptionId) ?? null) : null,
        payerId: payerOf.get(patientId) ?? null,
        subject: drugs.get(drugId)?.name ?? '',
        at: receivedAt,
      },
    ];
  });
  const lost = gone.map(
    ({ prospectId, patientId, reasonCode, clinicId, diseaseState, changedAt }): DecidedCapture => ({
      ...{ kind: 'prospect', id: prospectId, prescriptionId: null, patientId, therapyId: null, outcome: 'elsewhere' },
      ...{ reasonCode, clinicId, payerId: payerOf.get(patientId) ?? null },
      ...{ subject: nameDiseaseState(diseaseState), at: changedAt },
    }),
  );
  return { decided: [...decided, ...lost], notCounted: specialty.length - decided.length };
}

type PatientIds = Parameters<typeof listFirstPlans>[1]['patientIds'];

async function findPayers(tx: TenantTransaction, patientIds: PatientIds) {
  const { timeZone } = await getDefaultSite(tx);
  const plans = await listFirstPlans(tx, { patientIds: [...new Set(patientIds)], on: dayIn(tx.now, timeZone) });
  const known = new Map((await listPlans(tx, [...new Set(plans.values())])).map((plan) => [plan.planId, plan.payerId]));
  return new Map(
    [...plans].flatMap(([patientId, planId]) => {
      const payerId = known.get(planId);
      return payerId === undefined ? [] : [[patientId, payerId] as const];
    }),
  );
}
