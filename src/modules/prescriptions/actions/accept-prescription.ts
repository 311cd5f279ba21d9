import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { mayOverride } from '../domain/acceptance.ts';
import { type Clarification, clarify, type Prescription, type RefusalReason } from '../domain/prescription.ts';
import { prescriptionRefused } from '../events.ts';
import { insertAcceptance, savePrescription } from '../prescription-store.ts';
import { prescriptionRefusals } from '../refusals.ts';
import { decideAgain, lockUndecided, type SeenPrescription, saveDecision } from './change-prescription.ts';
import { evaluatePrescription } from './decide-prescription.ts';
import { closePrescriptionWork } from './prescription-work.ts';

/**
 * Accepts a prescription with what was clarified and the rules that a person lets pass.
 * Refuses when a rule that nobody may override still stands against it; then nothing is changed.
 */
export async function acceptPrescription(
  tx: TenantTransaction,
  accepted: SeenPrescription & { readonly clarification: Clarification; readonly overrides: readonly string[] },
): Promise<Result<Prescription>> {
  const locked = await lockUndecided(tx, accepted);
  if (!locked.ok) return locked;
  const fixed = accepted.overrides.find((rule) => !mayOverride(rule));
  if (fixed !== undefined) return refuse(prescriptionRefusals.ruleNotOverridable, { rule: fixed });
  const incoming = clarify(locked.value.incoming, accepted.clarification);
  const prescription = { ...locked.value, incoming };
  const decision = await evaluatePrescription(tx, prescription, { overridden: accepted.overrides });
  if (decision.decision !== 'accepted') return refuse(prescriptionRefusals.notAcceptable, { rules: decision.reasons });
  return ok(await saveDecision(tx, { prescription, decision }));
}

/** Records what was clarified without deciding more than that allows. */
export async function clarifyPrescription(
  tx: TenantTransaction,
  clarified: SeenPrescription & { readonly clarification: Clarification },
): Promise<Result<Prescription>> {
  const locked = await lockUndecided(tx, clarified);
  if (!locked.ok) return locked;
  const incoming = clarify(locked.value.incoming, clarified.clarification);
  return ok(await decideAgain(tx, { ...locked.value, incoming }));
}

/** Refuses a prescription for a coded reason; it stays on record with its original. */
export async function refusePrescription(
  tx: TenantTransaction,
  refused: SeenPrescription & { readonly reasonCode: RefusalReason },
): Promise<Result<Prescription>> {
  const locked = await lockUndecided(tx, refused);
  if (!locked.ok) return locked;
  const prescription = await savePrescription(tx, {
    ...locked.value,
    status: 'refused',
    statusReasons: [refused.reasonCode],
    decidedAt: tx.now,
  });
  const { prescriptionId } = prescription;
  await insertAcceptance(tx, { prescriptionId, decision: 'refused', findings: [] });
  await closePrescriptionWork(tx, prescriptionId, 'refused');
  await tx.announce(prescriptionRefused, { prescriptionId, reasonCode: refused.reasonCode }, prescriptionId);
  tx.touch(`prescription:${prescriptionId}`);
  return ok(prescription);
}
