import type { RawMessageId } from '../../kernel/ids.ts';
import { replayAsked } from '../../modules/exchange/events.ts';
import {
  clearDeadLetter,
  completeInbound,
  findOutcome,
  getPartner,
  quarantineInbound,
  readRawMessage,
} from '../../modules/exchange/index.ts';
import { type Subscription, subscribe } from '../../platform/events/subscription.ts';
import { partnerCause } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { InboundFormat, MessageVerdict } from './inbound-format.ts';

/** Records what became of a message that was applied in this transaction. */
export async function recordVerdict(tx: TenantTransaction, verdict: MessageVerdict): Promise<void> {
  const { settlement, quarantine } = verdict;
  if (quarantine === null) await completeInbound(tx, settlement);
  else await quarantineInbound(tx, { settlement, reasonCode: quarantine });
}

/** Applies a stored message that was never settled; nothing happens when it was, or when it is quarantined. */
export async function replayInbound(
  tx: TenantTransaction,
  format: InboundFormat,
  rawMessageId: RawMessageId,
): Promise<void> {
  if ((await findOutcome(tx, rawMessageId)) !== null) return;
  const message = await readRawMessage(tx, rawMessageId);
  if (message === null || message.quarantined) return;
  const partner = await getPartner(tx, message.partnerId);
  const { bytes, receivedAt } = message;
  // What a message says is its partner's word, whoever asked for it to be applied again.
  const teller = tx.onAccountOf(partnerCause(partner.partnerId));
  await recordVerdict(tx, await format.apply(teller, { rawMessageId, partner, bytes, receivedAt }));
  await clearDeadLetter(tx, rawMessageId);
}

/** Hears that a person asks for a message of a format to be applied again. */
export function subscribeToReplay(format: InboundFormat): Subscription {
  return subscribe(replayAsked, `${format.part}.apply-again`, async (tx, event) => {
    if (event.payload.format !== format.format) return;
    await replayInbound(tx, format, event.payload.rawMessageId as RawMessageId);
  });
}
