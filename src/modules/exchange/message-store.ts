import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { PatientId, RawMessageId, SiteId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import {
  chooseControlId,
  type InboundMessage,
  type InboundSettlement,
  type MessageLink,
} from './domain/inbound-message.ts';
import type { OutboundId } from './domain/outbound-message.ts';
import type { MessageFormat, PartnerId } from './domain/partner.ts';

const table = 'exchange.raw_message';
const outcomeTable = 'exchange.message_outcome';

/** A message prepared to be stored: numbered, hashed and sealed. */
export interface PreparedMessage {
  readonly rawMessageId: RawMessageId;
  readonly partnerId: PartnerId;
  readonly siteId: SiteId | null;
  readonly format: MessageFormat;
  readonly controlId: string;
  readonly sha256: Buffer;
  readonly byteCount: number;
  readonly sealedBody: Uint8Array;
  readonly receivedAt: Instant;
}

/** Numbers, hashes and seals an inbound message. */
export async function prepareMessage(
  tx: TenantTransaction,
  message: InboundMessage & { readonly siteId: SiteId | null },
): Promise<PreparedMessage> {
  const rawMessageId = tx.newId<'raw-message'>();
  const sha256 = createHash('sha256').update(message.body).digest();
  return {
    rawMessageId,
    partnerId: message.partnerId,
    siteId: message.siteId,
    format: message.format,
    controlId: chooseControlId({ controlId: message.controlId, sha256Hex: sha256.toString('hex') }),
    sha256,
    byteCount: message.body.length,
    sealedBody: await tx.sealer.seal({ table, rowId: rawMessageId }, toText(message.body)),
    receivedAt: message.receivedAt,
  };
}

/** Saves inbound messages in one statement and returns the ids of those whose control id was free. */
export async function insertInbound(
  tx: TenantTransaction,
  messages: readonly PreparedMessage[],
  options: { readonly quarantined: boolean },
): Promise<ReadonlySet<RawMessageId>> {
  if (messages.length === 0) return new Set();
  const inserted = await tx.database
    .insertInto(table)
    .values(messages.map((message) => toRow(tx, message, { direction: 'in', ...options })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('raw_message_id')
    .execute();
  return new Set(inserted.map((row) => row.raw_message_id as RawMessageId));
}

/** A stored message that bears the control id of an arriving one. */
export interface Namesake {
  readonly rawMessageId: RawMessageId;
  readonly partnerId: PartnerId;
  readonly controlId: string;
  readonly sha256: Buffer;
  readonly answer: Uint8Array | null;
}

/** Lists the stored messages that bear the control ids of arriving ones, with what was answered to each. */
export async function listNamesakes(
  tx: TenantTransaction,
  arriving: readonly Pick<PreparedMessage, 'partnerId' | 'controlId'>[],
): Promise<readonly Namesake[]> {
  if (arriving.length === 0) return [];
  const rows = await tx.database
    .selectFrom(`${table} as message`)
    .leftJoin(`${outcomeTable} as outcome`, (join) =>
      join
        .onRef('outcome.tenant_id', '=', 'message.tenant_id')
        .onRef('outcome.raw_message_id', '=', 'message.raw_message_id'),
    )
    .select([
      'message.raw_message_id',
      'message.partner_id',
      'message.control_id',
      'message.body_sha256',
      'outcome.sealed_answer',
    ])
    .where('message.tenant_id', '=', tx.tenantId)
    .where('message.direction', '=', 'in')
    .where((where) =>
      where.or(
        arriving.map((one) =>
          where.and([where('message.partner_id', '=', one.partnerId), where('message.control_id', '=', one.controlId)]),
        ),
      ),
    )
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      rawMessageId: row.raw_message_id as RawMessageId,
      partnerId: row.partner_id as PartnerId,
      controlId: row.control_id,
      sha256: row.body_sha256,
      answer: await openAnswer(tx, row.raw_message_id, row.sealed_answer),
    })),
  );
}

/** Finds the recorded answer of a message; undefined while the message is not settled, null when nothing was answered. */
export async function findAnswer(
  tx: TenantTransaction,
  rawMessageId: RawMessageId,
): Promise<Uint8Array | null | undefined> {
  const row = await tx.database
    .selectFrom(outcomeTable)
    .select('sealed_answer')
    .where('tenant_id', '=', tx.tenantId)
    .where('raw_message_id', '=', rawMessageId)
    .executeTakeFirst();
  return row === undefined ? undefined : openAnswer(tx, rawMessageId, row.sealed_answer);
}

/** Records what became of messages, in one statement; a second settlement of a message fails, and with it its transaction. */
export async function insertOutcomes(tx: TenantTransaction, settlements: readonly InboundSettlement[]): Promise<void> {
  if (settlements.length === 0) return;
  const rows = await Promise.all(settlements.map((settlement) => toOutcomeRow(tx, settlement)));
  const settled = await tx.database
    .with('settled', (query) =>
      query.insertInto(outcomeTable).values(rows).returning(['tenant_id', 'raw_message_id', 'outcome']),
    )
    .selectFrom('settled')
    .innerJoin('exchange.raw_message as message', (join) =>
      join
        .onRef('message.tenant_id', '=', 'settled.tenant_id')
        .onRef('message.raw_message_id', '=', 'settled.raw_message_id'),
    )
    .innerJoin('exchange.partner as partner', (join) =>
      join.onRef('partner.tenant_id', '=', 'message.tenant_id').onRef('partner.partner_id', '=', 'message.partner_id'),
    )
    .select(['partner.kind', 'settled.outcome', 'message.direction'])
    .execute();
  for (const { kind, outcome, direction } of settled) {
    if (direction === 'in') tx.count('inboundMessages', { partner_kind: kind, outcome });
  }
}

/** A message opened to be read again. */
export interface RawMessage {
  readonly rawMessageId: RawMessageId;
  readonly partnerId: PartnerId;
  readonly siteId: SiteId | null;
  readonly direction: 'in' | 'out';
  readonly format: MessageFormat;
  readonly controlId: string;
  readonly sha256: Uint8Array;
  readonly quarantined: boolean;
  readonly receivedAt: Instant;
  readonly bytes: Uint8Array;
}

/** Opens the bytes of a message; null when there is none. */
export async function readRawMessage(tx: TenantTransaction, rawMessageId: RawMessageId): Promise<RawMessage | null> {
  const row = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('raw_message_id', '=', rawMessageId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    rawMessageId,
    partnerId: row.partner_id as PartnerId,
    siteId: row.site_id as SiteId | null,
    direction: row.direction as RawMessage['direction'],
    format: row.format as MessageFormat,
    controlId: row.control_id,
    sha256: row.body_sha256,
    quarantined: row.quarantined,
    receivedAt: row.recorded_at,
    bytes: toBytes(await tx.sealer.open<string>({ table, rowId: rawMessageId }, row.sealed_body)),
  };
}

/** What became of a message. */
export interface MessageOutcome {
  readonly outcome: string;
  readonly messageType: string;
  readonly problems: readonly Problem[];
  readonly links: readonly MessageLink[];
  readonly patientIds: readonly PatientId[];
  readonly answer: Uint8Array | null;
  readonly settledAt: Instant;
}

/** Finds what became of a message; null while it is not settled. */
export async function findOutcome(tx: TenantTransaction, rawMessageId: RawMessageId): Promise<MessageOutcome | null> {
  const row = await tx.database
    .selectFrom(outcomeTable)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('raw_message_id', '=', rawMessageId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    outcome: row.outcome,
    messageType: row.message_type,
    problems: row.problems as unknown as readonly Problem[],
    links: row.links as unknown as readonly MessageLink[],
    patientIds: row.patient_ids as PatientId[],
    answer: await openAnswer(tx, rawMessageId, row.sealed_answer),
    settledAt: row.settled_at,
  };
}

/** Records that applying a message broke on our side; returns how many times it has. */
export async function insertFault(
  tx: TenantTransaction,
  fault: { readonly rawMessageId: RawMessageId; readonly logFaultId: string },
): Promise<number> {
  tx.write(
    tx.database.insertInto('exchange.message_fault').values({
      tenant_id: tx.tenantId,
      fault_id: tx.newId<'message-fault'>(),
      raw_message_id: fault.rawMessageId,
      log_fault_id: fault.logFaultId,
      occurred_at: tx.now,
    }),
  );
  const { count } = await tx.database
    .selectFrom('exchange.message_fault')
    .select(sql<number>`count(*)`.as('count'))
    .where('tenant_id', '=', tx.tenantId)
    .where('raw_message_id', '=', fault.rawMessageId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Saves a message that was sent, or the reply to one, with its outcome; both are settled from the start. */
export async function insertExchanged(
  tx: TenantTransaction,
  exchanged: {
    readonly direction: 'in' | 'out';
    readonly partnerId: PartnerId;
    readonly siteId: SiteId | null;
    readonly format: MessageFormat;
    readonly messageType: string;
    readonly body: Uint8Array;
    readonly answers: RawMessageId | null;
    readonly outboundId: OutboundId;
    readonly controlId?: string;
    readonly elapsedMilliseconds?: number;
    readonly problems?: readonly Problem[];
    readonly links?: readonly MessageLink[] | undefined;
    readonly patientIds?: readonly PatientId[] | undefined;
  },
): Promise<RawMessageId> {
  const message = await prepareMessage(tx, { ...exchanged, controlId: '', receivedAt: tx.now });
  // A reply may repeat the bytes of an earlier one; its own id tells it apart.
  const numbered = { ...message, controlId: exchanged.controlId ?? message.rawMessageId };
  const row = toRow(tx, numbered, { direction: exchanged.direction, quarantined: false });
  tx.write(
    tx.database.insertInto(table).values({ ...row, answers: exchanged.answers, outbound_id: exchanged.outboundId }),
  );
  tx.write(
    tx.database.insertInto(outcomeTable).values({
      tenant_id: tx.tenantId,
      raw_message_id: message.rawMessageId,
      outcome: exchanged.direction === 'out' ? 'sent' : 'received',
      message_type: exchanged.messageType,
      problems: JSON.stringify(exchanged.problems ?? []),
      links: JSON.stringify(exchanged.links ?? []),
      patient_ids: [...(exchanged.patientIds ?? [])],
      elapsed_milliseconds: exchanged.elapsedMilliseconds ?? null,
      settled_at: tx.now,
    }),
  );
  return message.rawMessageId;
}

function toRow(
  tx: TenantTransaction,
  message: PreparedMessage,
  kind: { readonly direction: 'in' | 'out'; readonly quarantined: boolean },
) {
  return {
    tenant_id: tx.tenantId,
    raw_message_id: message.rawMessageId,
    partner_id: message.partnerId,
    site_id: message.siteId,
    direction: kind.direction,
    format: message.format,
    control_id: message.controlId,
    body_sha256: message.sha256,
    byte_count: message.byteCount,
    sealed_body: Buffer.from(message.sealedBody),
    quarantined: kind.quarantined,
    recorded_at: message.receivedAt,
  };
}

async function toOutcomeRow(tx: TenantTransaction, settlement: InboundSettlement) {
  const { rawMessageId, answer } = settlement;
  return {
    tenant_id: tx.tenantId,
    raw_message_id: rawMessageId,
    outcome: settlement.outcome,
    message_type: settlement.messageType,
    problems: JSON.stringify(settlement.problems),
    links: JSON.stringify(settlement.links),
    patient_ids: [...settlement.patientIds],
    sealed_answer: answer === null ? null : await sealAnswer(tx, rawMessageId, answer),
    settled_at: tx.now,
  };
}

async function sealAnswer(tx: TenantTransaction, rawMessageId: RawMessageId, answer: Uint8Array): Promise<Buffer> {
  return Buffer.from(await tx.sealer.seal({ table: outcomeTable, rowId: rawMessageId }, toText(answer)));
}

async function openAnswer(tx: TenantTransaction, rowId: string, sealed: Buffer | null): Promise<Uint8Array | null> {
  return sealed === null ? null : toBytes(await tx.sealer.open<string>({ table: outcomeTable, rowId }, sealed));
}

/** One character for each byte, so that any bytes come back as they were. */
function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

function toBytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
