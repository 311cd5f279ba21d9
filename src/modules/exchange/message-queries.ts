import { sql } from 'kysely';
import { composeUuidV7, type RawMessageId } from '../../kernel/ids.ts';
import { addMinutes, type Instant, millisecondsOf } from '../../kernel/instant.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { MessageFormat, PartnerId } from './domain/partner.ts';

/** Which messages a list shows. */
export interface MessageFilter {
  readonly state: 'all' | 'with-problems' | 'unsettled';
  readonly partnerId?: PartnerId;
  /** Shows the messages before this one, which are older. */
  readonly before?: RawMessageId;
}

/** A message as a list shows it, without anything that it says. */
export interface MessageSummary {
  readonly rawMessageId: RawMessageId;
  readonly direction: 'in' | 'out';
  readonly format: MessageFormat;
  readonly messageType: string | null;
  readonly partnerName: string;
  readonly receivedAt: Instant;
  readonly outcome: string | null;
  readonly errorCount: number;
}

const pageSize = 50;

/** Lists messages, the newest first, 50 at a time. */
export async function listMessages(tx: TenantTransaction, filter: MessageFilter): Promise<readonly MessageSummary[]> {
  let query = tx.database
    .selectFrom('exchange.raw_message as message')
    .innerJoin('exchange.partner as partner', (join) =>
      join.onRef('partner.tenant_id', '=', 'message.tenant_id').onRef('partner.partner_id', '=', 'message.partner_id'),
    )
    .leftJoin('exchange.message_outcome as outcome', (join) =>
      join
        .onRef('outcome.tenant_id', '=', 'message.tenant_id')
        .onRef('outcome.raw_message_id', '=', 'message.raw_message_id'),
    )
    .select([
      'message.raw_message_id',
      'message.direction',
      'message.format',
      'message.recorded_at',
      'partner.name',
      'outcome.outcome',
      'outcome.message_type',
      'outcome.problems',
    ])
    .where('message.tenant_id', '=', tx.tenantId)
    .orderBy('message.raw_message_id', 'desc')
    .limit(pageSize);
  if (filter.partnerId !== undefined) query = query.where('message.partner_id', '=', filter.partnerId);
  if (filter.before !== undefined) query = query.where('message.raw_message_id', '<', filter.before);
  if (filter.state === 'unsettled') query = query.where('outcome.outcome', 'is', null);
  if (filter.state === 'with-problems')
    query = query.where('outcome.outcome', 'in', ['work-item', 'refused', 'quarantined']);
  const rows = await query.execute();
  return rows.map((row) => ({
    rawMessageId: row.raw_message_id as RawMessageId,
    direction: row.direction as MessageSummary['direction'],
    format: row.format as MessageFormat,
    messageType: row.message_type,
    partnerName: row.name,
    receivedAt: row.recorded_at,
    outcome: row.outcome,
    errorCount: countErrors((row.problems ?? []) as unknown as readonly Problem[]),
  }));
}

/** How the connection of a partner is doing. */
export interface PartnerHealth {
  readonly partnerId: PartnerId;
  readonly lastMessageAt: Instant | null;
  /** In the last 24 hours. */
  readonly messageCount: number;
  readonly problemCount: number;
  /** Messages of the last 24 hours that are still to be applied. */
  readonly unsettledCount: number;
}

/** Lists how the connections of partners did in the last 24 hours; a partner that was silent is left out. */
export async function listPartnerHealth(tx: TenantTransaction): Promise<readonly PartnerHealth[]> {
  const since = composeUuidV7({
    milliseconds: millisecondsOf(addMinutes(tx.now, -24 * 60)),
    random: new Uint8Array(10),
  });
  const rows = await tx.database
    .selectFrom('exchange.raw_message as message')
    .leftJoin('exchange.message_outcome as outcome', (join) =>
      join
        .onRef('outcome.tenant_id', '=', 'message.tenant_id')
        .onRef('outcome.raw_message_id', '=', 'message.raw_message_id'),
    )
    .select([
      'message.partner_id',
      sql<Instant>`max(message.recorded_at)`.as('last_at'),
      sql<number>`count(*)`.as('messages'),
      sql<number>`count(*) filter (where outcome.outcome in ('work-item', 'refused', 'quarantined'))`.as('problems'),
      sql<number>`count(*) filter (where outcome.outcome is null)`.as('unsettled'),
    ])
    .where('message.tenant_id', '=', tx.tenantId)
    .where('message.raw_message_id', '>=', since)
    .groupBy('message.partner_id')
    .execute();
  return rows.map((row) => ({
    partnerId: row.partner_id as PartnerId,
    lastMessageAt: row.last_at,
    messageCount: row.messages,
    problemCount: row.problems,
    unsettledCount: row.unsettled,
  }));
}

function countErrors(problems: readonly Problem[]): number {
  return problems.filter((problem) => problem.severity === 'error').length;
}
