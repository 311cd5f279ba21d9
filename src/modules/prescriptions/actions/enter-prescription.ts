import type { PatientId, RawMessageId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { dismissMessage, readRawMessage } from '../../exchange/index.ts';
import type { IncomingPrescription } from '../domain/incoming-prescription.ts';
import { listPrescriptions } from '../prescription-store.ts';
import { prescriptionRefusals } from '../refusals.ts';
import { type ReceivedPrescription, receivePrescription } from './receive-prescription.ts';

/** A prescription as a person typed it: from the phone, from paper, or from a message that no program could use. */
export type EnteredPrescription = Omit<
  IncomingPrescription,
  'receivedAt' | 'partnerId' | 'orderNumber' | 'medications'
> & { readonly receivedAt: IncomingPrescription['receivedAt'] | null };

/**
 * Enters a prescription by hand. One that is typed from a message counts as received when the message was, and closes the task
 * that the message opened. Refuses a message that a prescription was made of already.
 */
export async function enterPrescription(
  tx: TenantTransaction,
  entered: EnteredPrescription,
): Promise<Result<ReceivedPrescription>> {
  const { rawMessageId } = entered;
  const origin = await findOrigin(tx, rawMessageId);
  if (!origin.ok) return origin;
  const received = await receivePrescription(tx, {
    ...entered,
    receivedAt: origin.value?.receivedAt ?? entered.receivedAt ?? tx.now,
    partnerId: origin.value?.partnerId ?? null,
    orderNumber: null,
    medications: [],
  });
  if (received.ok && rawMessageId !== null) await dismissMessage(tx, { rawMessageId, reasonCode: 'entered-by-hand' });
  return received;
}

async function findOrigin(tx: TenantTransaction, rawMessageId: RawMessageId | null) {
  if (rawMessageId === null) return ok(null);
  const message = await readRawMessage(tx, rawMessageId);
  if (message === null) return refuse(prescriptionRefusals.unknownMessage);
  const made = await listPrescriptions(tx, { rawMessageId });
  return made.length > 0 ? refuse(prescriptionRefusals.messageSettled) : ok(message);
}

/** Returns the patients whose data an answer about a prescription shows. */
export function patientIdsOf(prescription: { readonly patientId: PatientId | null }): readonly PatientId[] {
  return prescription.patientId === null ? [] : [prescription.patientId];
}
