import type { PrescriptionId, TherapyId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findPrescribed } from '../../prescriptions/index.ts';
import { getDrug, listDiseaseStates } from '../../reference/index.ts';
import {
  decideStep,
  isSettledByOrder,
  isTreatmentOf,
  type Prospect,
  type ProspectId,
  type ProspectStep,
} from '../domain/prospect.ts';
import { lockProspect, lockProspectsOf, saveProspect } from '../prospect-store.ts';
import { prospectRefusals } from '../refusals.ts';

/** Records what a person learned of a prospect. Refuses when it changed since it was seen, or what its state does not allow. */
export async function settleProspect(
  tx: TenantTransaction,
  seen: { readonly prospectId: ProspectId; readonly expectedVersion: number; readonly step: ProspectStep },
): Promise<Result<Prospect>> {
  const prospect = await lockProspect(tx, seen.prospectId);
  if (prospect === null) return refuse(prospectRefusals.unknownProspect);
  if (prospect.version !== seen.expectedVersion)
    return refuse(prospectRefusals.prospectMoved, { version: prospect.version });
  const decided = decideStep(prospect, seen.step);
  if (!decided.ok) return decided;
  if (decided.value === 'found' && (await isOpenAlready(tx, prospect))) return refuse(prospectRefusals.alreadyOpen);
  const settled: Prospect = {
    ...prospect,
    state: decided.value,
    reasonCode: 'reasonCode' in seen.step ? seen.step.reasonCode : null,
    changedAt: tx.now,
    changedBy: tx.actor.kind === 'staff' ? tx.actor.staffId : null,
    version: prospect.version + 1,
  };
  saveProspect(tx, settled);
  tx.touch('prospects');
  return ok(settled);
}

async function isOpenAlready(
  tx: TenantTransaction,
  { patientId, diseaseState, prospectId }: Prospect,
): Promise<boolean> {
  const others = await lockProspectsOf(tx, patientId);
  return others.some(
    (other) =>
      other.prospectId !== prospectId &&
      other.diseaseState === diseaseState &&
      (other.state === 'found' || other.state === 'contacted'),
  );
}

/** Joins the prospects of a patient to an accepted order that treats what they were found for. */
export async function joinOrder(
  tx: TenantTransaction,
  order: { readonly prescriptionId: PrescriptionId; readonly therapyId: TherapyId },
): Promise<void> {
  const { prescriptionId, therapyId } = order;
  const prescribed = await findPrescribed(tx, prescriptionId);
  if (prescribed === null) return;
  const { patientId, drugId, indicationCode } = prescribed;
  const waiting = (await lockProspectsOf(tx, patientId)).filter(isSettledByOrder);
  if (waiting.length === 0) return;
  const { programme } = await getDrug(tx, drugId);
  const states = await listDiseaseStates(tx);
  for (const prospect of waiting) {
    const state = states.find(({ code }) => code === prospect.diseaseState);
    const known = state ?? { code: prospect.diseaseState, diagnosisCodes: [] };
    if (!isTreatmentOf(known, { programme, indicationCode })) continue;
    const joined = { state: 'order-received', reasonCode: null, prescriptionId, therapyId } as const;
    const version = prospect.version + 1;
    saveProspect(tx, { ...prospect, ...joined, changedAt: tx.now, changedBy: null, version });
  }
  tx.touch('prospects');
}
