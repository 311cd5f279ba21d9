import type { RawMessageId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { replayAsked } from '../events.ts';
import { findOutcome, insertOutcomes, readRawMessage } from '../message-store.ts';
import { exchangeRefusals } from '../refusals.ts';
import { closeMessageWork } from './ask-person.ts';

/** Asks the gateway of a message's format to apply it again. Refuses what is settled or quarantined. */
export async function askReplay(
  tx: TenantTransaction,
  asked: { readonly rawMessageId: RawMessageId; readonly reasonCode: string },
): Promise<Result<null>> {
  const { rawMessageId, reasonCode } = asked;
  const message = await readRawMessage(tx, rawMessageId);
  if (message === null) return refuse(exchangeRefusals.unknownMessage);
  if (message.quarantined) return refuse(exchangeRefusals.messageQuarantined);
  if ((await findOutcome(tx, rawMessageId)) !== null) return refuse(exchangeRefusals.messageSettled);
  await tx.audit({
    action: 'exchange.replay-message',
    outcome: 'done',
    patientIds: [],
    object: { kind: 'raw-message', id: rawMessageId },
    reason: reasonCode,
  });
  await tx.announce(replayAsked, { rawMessageId, format: message.format }, rawMessageId);
  return ok(null);
}

/** Sets aside a message that waits for a person; one that was never settled is settled as refused. */
export async function dismissMessage(
  tx: TenantTransaction,
  dismissed: { readonly rawMessageId: RawMessageId; readonly reasonCode: string },
): Promise<Result<null>> {
  const { rawMessageId, reasonCode } = dismissed;
  const message = await readRawMessage(tx, rawMessageId);
  if (message === null) return refuse(exchangeRefusals.unknownMessage);
  const outcome = await findOutcome(tx, rawMessageId);
  const waits = outcome === null || outcome.outcome === 'work-item' || outcome.outcome === 'quarantined';
  if (!waits) return refuse(exchangeRefusals.messageNotWithPerson);
  if (outcome === null) {
    const nothing = { messageType: '', problems: [], links: [], patientIds: [], answer: null };
    await insertOutcomes(tx, [{ rawMessageId, outcome: 'refused', ...nothing }]);
  }
  await closeMessageWork(tx, { rawMessageId, outcome: reasonCode });
  return ok(null);
}
