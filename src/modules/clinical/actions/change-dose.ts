import type { PatientId, TherapyId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { lockTherapy } from '../../therapies/index.ts';
import { decideDoseChange } from '../domain/dose-change.ts';
import type { DosePhase } from '../domain/dose-ledger.ts';
import { insertPhase } from '../dose-store.ts';
import { clinicalRefusals } from '../refusals.ts';
import { announceRunOut, readDoseLedger } from './read-doses.ts';

/** Records from which day a patient takes how much, pauses, or takes again what is dispensed; the run-out follows. */
export async function changeDose(
  tx: TenantTransaction,
  change: DosePhase & { readonly therapyId: TherapyId; readonly reasonCode: string },
): Promise<Result<PatientId>> {
  const { therapyId } = change;
  const therapy = await lockTherapy(tx, therapyId);
  if (therapy === null) return refuse(clinicalRefusals.unknownTherapy);
  const { patientId, siteId } = therapy;
  const decided = decideDoseChange(change);
  if (!decided.ok) return decided;
  const before = await readDoseLedger(tx, therapyId);
  if (before.supplies.length === 0) return refuse(clinicalRefusals.nothingToMeasure);
  await insertPhase(tx, { ...change, phaseId: tx.newId<'dose-phase'>(), patientId, siteId });
  const today = dayIn(tx.now, (await getSite(tx, siteId)).timeZone);
  const ledger = await readDoseLedger(tx, therapyId);
  await announceRunOut(tx, therapyId, { ledger, today, reasonCode: 'dose-changed' });
  tx.touch(`therapy:${therapyId}`);
  return ok(patientId);
}
