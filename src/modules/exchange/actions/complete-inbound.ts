import type { RawMessageId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type InboundSettlement, mostApplyAttempts } from '../domain/inbound-message.ts';
import { messageQuarantined } from '../events.ts';
import { insertFault, insertOutcomes, readRawMessage } from '../message-store.ts';
import { closeMessageWork, openDeadLetter } from './ask-person.ts';

/** Records what became of a message and what was answered; happens once for each, in the transaction of its effect. */
export async function completeInbound(tx: TenantTransaction, settlement: InboundSettlement): Promise<void> {
  await completeInboundBatch(tx, [settlement]);
}

/** Records what became of several messages in one statement. */
export async function completeInboundBatch(
  tx: TenantTransaction,
  settlements: readonly InboundSettlement[],
): Promise<void> {
  await insertOutcomes(tx, settlements);
  for (const settlement of settlements) await auditSettlement(tx, settlement);
}

/** A message that took effect wrote about its patients, whoever sent it. */
async function auditSettlement(tx: TenantTransaction, settlement: InboundSettlement): Promise<void> {
  const { rawMessageId, outcome, patientIds } = settlement;
  await tx.audit({
    action: 'exchange.settle-message',
    outcome: outcome === 'refused' || outcome === 'quarantined' ? 'refused' : 'done',
    patientIds,
    object: { kind: 'raw-message', id: rawMessageId },
    reason: outcome,
  });
}

/** Sets a message aside for a person, because its number was taken or its sender cannot be who it says. */
export async function quarantineInbound(
  tx: TenantTransaction,
  set: { readonly settlement: InboundSettlement; readonly reasonCode: 'control-id-reused' | 'sender-not-allowed' },
): Promise<void> {
  const { settlement, reasonCode } = set;
  const message = await readRawMessage(tx, settlement.rawMessageId);
  if (message === null) throw new Error('a message to be set aside is missing');
  await completeInbound(tx, { ...settlement, outcome: 'quarantined' });
  await openDeadLetter(tx, { ...subjectOf(message.rawMessageId), siteId: message.siteId, reasonCode });
  await tx.announce(
    messageQuarantined,
    { rawMessageId: message.rawMessageId, partnerId: message.partnerId, reasonCode },
    message.partnerId,
  );
}

/** Records that applying a message broke on our side. After the third time a person is asked; a later success closes that. */
export async function recordInboundFault(
  tx: TenantTransaction,
  fault: { readonly rawMessageId: RawMessageId; readonly logFaultId: string },
): Promise<void> {
  const message = await readRawMessage(tx, fault.rawMessageId);
  if (message === null) throw new Error('a message that broke is missing');
  const attempts = await insertFault(tx, fault);
  if (attempts < mostApplyAttempts) return;
  const { rawMessageId, siteId } = message;
  await openDeadLetter(tx, { ...subjectOf(rawMessageId), siteId, reasonCode: 'message-broke', facts: { attempts } });
}

/** Closes the dead letter of a message that was applied after all. */
export async function clearDeadLetter(tx: TenantTransaction, rawMessageId: RawMessageId): Promise<void> {
  await closeMessageWork(tx, { rawMessageId, outcome: 'applied' });
}

function subjectOf(rawMessageId: RawMessageId) {
  return { subjectKind: 'raw-message', subjectId: rawMessageId } as const;
}
