import type { PatientId, TherapyId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { decideTherapy } from '../domain/therapy-decision.ts';
import { decideOpening } from '../domain/therapy-opening.ts';
import { summarizeTherapy, type TherapySummary } from '../domain/therapy-summary.ts';
import { therapyRefusals } from '../refusals.ts';
import { lockTherapiesOf, lockTherapyRow } from '../therapy-store.ts';
import { appendToTherapy } from './change-therapy.ts';

/**
 * Moves a therapy that stands under the wrong patient to the right one, by a correcting event. What was found out about the other
 * person is to be done again. Refuses while a fill is under way, and when the right patient already has this therapy.
 */
export async function correctPatient(
  tx: TenantTransaction,
  correction: { readonly therapyId: TherapyId; readonly patientId: PatientId; readonly reasonCode: string },
): Promise<Result<TherapySummary>> {
  const { therapyId, patientId, reasonCode } = correction;
  const locked = await lockTherapyRow(tx, therapyId);
  if (locked === null) return refuse(therapyRefusals.unknownTherapy);
  const { state } = locked;
  const decided = decideTherapy(state, { kind: 'correct-patient', patientId, reasonCode, source: null }, tx.now);
  if (!decided.ok) return decided;
  const others = await lockTherapiesOf(tx, { patientId, ingredientRxcui: state.ingredientRxcui });
  if (decideOpening(others, state, tx.now).kind === 'continue') return refuse(therapyRefusals.patientHasThisTherapy);
  const after = await appendToTherapy(tx, locked, { events: decided.value, note: null });
  return ok(summarizeTherapy(therapyId, after));
}
