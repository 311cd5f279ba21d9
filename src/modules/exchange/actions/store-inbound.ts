import type { SiteId } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { InboundMessage, StoredInbound } from '../domain/inbound-message.ts';
import { insertInbound, listNamesakes, type Namesake, type PreparedMessage, prepareMessage } from '../message-store.ts';

/** A message and the pharmacy that its partner feeds. */
export type ArrivingMessage = InboundMessage & { readonly siteId?: SiteId | null };

/** Stores one inbound message before anything reads it, and tells whether it is new. */
export async function storeInbound(tx: TenantTransaction, message: ArrivingMessage): Promise<StoredInbound> {
  const [stored] = await storeInboundBatch(tx, [message]);
  if (stored === undefined) throw new Error('a message was not stored');
  return stored;
}

/**
 * Stores inbound messages in their order with as few statements as one takes. The same control id and body from the same partner
 * is a repeat; the same control id with another body is stored in quarantine.
 */
export async function storeInboundBatch(
  tx: TenantTransaction,
  messages: readonly ArrivingMessage[],
): Promise<readonly StoredInbound[]> {
  const prepared = await Promise.all(
    messages.map((message) => prepareMessage(tx, { ...message, siteId: message.siteId ?? null })),
  );
  const added = await insertInbound(tx, prepared, { quarantined: false });
  const known = prepared.filter((message) => !added.has(message.rawMessageId));
  const settled = await settleKnown(tx, known);
  return prepared.map((message) => settled.get(message) ?? { kind: 'new', rawMessageId: message.rawMessageId });
}

/** Tells repeats from conflicts among messages whose control id stands already, and stores the conflicts in quarantine. */
async function settleKnown(
  tx: TenantTransaction,
  known: readonly PreparedMessage[],
): Promise<ReadonlyMap<PreparedMessage, StoredInbound>> {
  const namesakes = await listNamesakes(tx, known);
  const conflicts = known.filter((message) => findTwin(namesakes, message) === null);
  const quarantined = await insertInbound(tx, conflicts, { quarantined: true });
  const raced = conflicts.filter((message) => !quarantined.has(message.rawMessageId));
  const all = raced.length === 0 ? namesakes : await listNamesakes(tx, known);
  return new Map(
    known.map((message) => {
      const twin = findTwin(all, message);
      const stored: StoredInbound =
        twin === null || quarantined.has(message.rawMessageId)
          ? { kind: 'conflict', rawMessageId: message.rawMessageId }
          : { kind: 'repeat', rawMessageId: twin.rawMessageId, answer: twin.answer };
      return [message, stored];
    }),
  );
}

function findTwin(namesakes: readonly Namesake[], message: PreparedMessage): Namesake | null {
  return (
    namesakes.find(
      (namesake) =>
        namesake.partnerId === message.partnerId &&
        namesake.controlId === message.controlId &&
        namesake.sha256.equals(message.sha256),
    ) ?? null
  );
}
