import type { PrescriptionId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { HeardFact } from '../domain/heard-facts.ts';
import { readPosition } from '../domain/journey-position.ts';
import type { TherapyCommand } from '../domain/therapy-decision.ts';
import { lockTherapyRow } from '../therapy-store.ts';
import { changeTherapy } from './change-therapy.ts';

/** Records a fact of another module in the journey; the same fact again, or a late one, leaves the therapy as it should be. */
export async function hearFact(
  tx: TenantTransaction,
  therapyId: string,
  { fact, source }: HeardFact,
  occurredAt: Instant,
): Promise<void> {
  await give(tx, therapyId as TherapyId, { kind: 'record-fact', fact, source, occurredAt });
}

/** Ends a therapy that existed only because its prescription stood under the wrong patient. */
export async function leaveToRightPatient(
  tx: TenantTransaction,
  moved: { readonly therapyId: TherapyId; readonly prescriptionId: PrescriptionId },
): Promise<void> {
  const { therapyId, prescriptionId } = moved;
  const locked = await lockTherapyRow(tx, therapyId);
  if (locked === null || locked.state.prescriptionId !== prescriptionId) return;
  const source = { kind: 'prescription', id: prescriptionId };
  await give(tx, therapyId, { kind: 'end', reasonCode: 'entered-in-error', source });
}

/** Opens the refill cycle after a cycle whose refill window has opened; nothing happens when the therapy has moved on. */
export async function openRefillCycle(tx: TenantTransaction, therapyId: TherapyId, afterCycle: number): Promise<void> {
  const source = { kind: 'timer', id: 'refill-window' };
  await give(tx, therapyId, { kind: 'open-refill-cycle', afterCycle, source });
}

/** Records that the authorization which settled its stage is over, unless it was renewed or is not needed any more. */
export async function expireAuthorization(
  tx: TenantTransaction,
  therapyId: TherapyId,
  endedAt: Instant,
): Promise<void> {
  const locked = await lockTherapyRow(tx, therapyId);
  if (locked === null || locked.state.authorizationEndsAt !== endedAt) return;
  const isInForce = readPosition(locked.state).entries.some(
    ({ code, outcome }) => code === 'authorization' && outcome.meets !== undefined,
  );
  if (!isInForce) return;
  await give(tx, therapyId, {
    kind: 'record-fact',
    occurredAt: endedAt,
    source: { kind: 'timer', id: 'authorization-end' },
    fact: {
      code: 'therapies.authorization-expired',
      entries: [{ lane: 'authorization', outcome: 'expired' }],
      authorizationValidTo: null,
    },
  });
}

async function give(tx: TenantTransaction, therapyId: TherapyId, command: TherapyCommand): Promise<void> {
  const changed = await changeTherapy(tx, therapyId, command);
  if (!changed.ok) throw new Error(`a fact was refused: ${changed.refusal.code}`);
}
