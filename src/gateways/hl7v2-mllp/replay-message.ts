import type { RawMessageId } from '../../kernel/ids.ts';
import {
  clearDeadLetter,
  completeInbound,
  findOutcome,
  getPartner,
  quarantineInbound,
  readRawMessage,
} from '../../modules/exchange/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { applyMessage } from './apply-message.ts';
import type { MessageVerdict } from './stored-message.ts';

/** Records what became of messages that were applied in this transaction. */
export async function recordVerdict(tx: TenantTransaction, verdict: MessageVerdict): Promise<void> {
  const { settlement, quarantine } = verdict;
  if (quarantine === null) await completeInbound(tx, settlement);
  else await quarantineInbound(tx, { settlement, reasonCode: quarantine });
}

/** Applies a stored message that was never settled; nothing happens when it was, or when it is quarantined. */
export async function replayMessage(tx: TenantTransaction, rawMessageId: RawMessageId): Promise<void> {
  if ((await findOutcome(tx, rawMessageId)) !== null) return;
  const message = await readRawMessage(tx, rawMessageId);
  if (message === null || message.quarantined) return;
  const partner = await getPartner(tx, message.partnerId);
  const { bytes, receivedAt } = message;
  await recordVerdict(tx, await applyMessage(tx, { rawMessageId, partner, bytes, receivedAt }));
  await clearDeadLetter(tx, rawMessageId);
}
