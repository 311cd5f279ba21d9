import { sql } from 'kysely';
import type { Uuid } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { OutboundId, OutboundOutcome, OutboundRequest } from './domain/outbound-message.ts';
import type { MessageFormat, PartnerId, PartnerKind } from './domain/partner.ts';

const table = 'exchange.outbound';

/** Saves a message that waits to be sent. Returns false when the same fact was told to the same subject before. */
export async function insertOutbound(
  tx: TenantTransaction,
  outbound: Omit<OutboundRequest, 'partnerId'> & {
    readonly outboundId: OutboundId;
    readonly partnerId: PartnerId | null;
  },
): Promise<boolean> {
  const inserted = await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      outbound_id: outbound.outboundId,
      partner_kind: outbound.partnerKind,
      partner_id: outbound.partnerId,
      kind: outbound.kind,
      subject_id: outbound.subjectId,
      sealed_payload: Buffer.from(await tx.sealer.seal({ table, rowId: outbound.outboundId }, outbound.payload)),
      state: 'waiting',
      enqueued_at: tx.now,
      event_id: outbound.eventId ?? null,
      format: outbound.format ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) === 1n;
}

/** An outbound message as it stands. */
export interface StoredOutbound {
  readonly outboundId: OutboundId;
  readonly partnerKind: PartnerKind;
  readonly partnerId: PartnerId | null;
  readonly kind: string;
  readonly subjectId: Uuid;
  readonly payload: Json;
  readonly attempts: number;
  readonly format: MessageFormat | null;
  readonly enqueuedAt: Instant;
  readonly resends: number;
}

/** Counts an attempt to send a waiting message and opens it; null when it is settled already. */
export async function takeWaiting(tx: TenantTransaction, outboundId: OutboundId): Promise<StoredOutbound | null> {
  const row = await tx.database
    .updateTable(table)
    .set({ attempts: sql<number>`attempts + 1` })
    .where('tenant_id', '=', tx.tenantId)
    .where('outbound_id', '=', outboundId)
    .where('state', '=', 'waiting')
    .returning([
      'partner_kind',
      'partner_id',
      'kind',
      'subject_id',
      'sealed_payload',
      'attempts',
      'format',
      'enqueued_at',
      'resends',
    ])
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    outboundId,
    partnerKind: row.partner_kind as PartnerKind,
    partnerId: row.partner_id as PartnerId | null,
    kind: row.kind,
    subjectId: row.subject_id as Uuid,
    payload: await tx.sealer.open<Json>({ table, rowId: outboundId }, row.sealed_payload),
    attempts: row.attempts,
    format: row.format as MessageFormat | null,
    enqueuedAt: row.enqueued_at,
    resends: row.resends,
  };
}

/** Finds how often a waiting message was tried and whom it is for; null when it is settled or unknown. */
export async function findWaiting(
  tx: TenantTransaction,
  outboundId: OutboundId,
): Promise<Pick<StoredOutbound, 'partnerKind' | 'partnerId' | 'kind' | 'attempts' | 'subjectId'> | null> {
  const row = await tx.database
    .selectFrom(table)
    .select(['partner_kind', 'partner_id', 'kind', 'attempts', 'subject_id'])
    .where('tenant_id', '=', tx.tenantId)
    .where('outbound_id', '=', outboundId)
    .where('state', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    partnerKind: row.partner_kind as PartnerKind,
    partnerId: row.partner_id as PartnerId | null,
    kind: row.kind,
    attempts: row.attempts,
    subjectId: row.subject_id as Uuid,
  };
}

/** Settles a waiting message: done with its outcome, or dead when nobody could be reached. */
export async function saveOutboundState(
  tx: TenantTransaction,
  settled: { readonly outboundId: OutboundId; readonly state: 'done' | 'dead'; readonly outcome: OutboundOutcome },
): Promise<void> {
  tx.write(
    tx.database
      .updateTable(table)
      .set({ state: settled.state, outcome: settled.outcome, settled_at: tx.now })
      .where('tenant_id', '=', tx.tenantId)
      .where('outbound_id', '=', settled.outboundId),
  );
}

/** Lets a dead message wait to be sent again, from the first attempt; null when it is not dead. A refused one goes out under a new number. */
export async function reviveOutbound(
  tx: TenantTransaction,
  outboundId: OutboundId,
): Promise<Pick<StoredOutbound, 'partnerKind' | 'kind' | 'subjectId'> | null> {
  const row = await tx.database
    .updateTable(table)
    .set({
      state: 'waiting',
      attempts: 0,
      resends: sql<number>`resends + case when outcome = 'refused' then 1 else 0 end`,
      outcome: null,
      settled_at: null,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('outbound_id', '=', outboundId)
    .where('state', '=', 'dead')
    .returning(['partner_kind', 'kind', 'subject_id'])
    .executeTakeFirst();
  if (row === undefined) return null;
  return { partnerKind: row.partner_kind as PartnerKind, kind: row.kind, subjectId: row.subject_id as Uuid };
}
