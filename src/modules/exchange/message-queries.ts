import { sql } from 'kysely';
import { composeUuidV7, type RawMessageId } from '../../kernel/ids.ts';
import { type Instant, millisecondsOf } from '../../kernel/instant.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { MessageFormat, PartnerId } from './domain/partner.ts';

/** Which messages a list shows. */
export interface MessageFilter {
  readonly state: 'all' | 'with-problems' | 'unsettled';
  readonly partnerId?: PartnerId;
  readonly direction?: 'in' | 'out';
  /** The number of the message, whole. */
  readonly controlId?: string;
  /** The type in the words of the format, or how it begins: `RxFill`, `RDS`. */
  readonly messageType?: string;
  readonly outcome?: string;
  readonly from?: Instant;
  readonly to?: Instant;
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
  readonly controlId: string;
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
      'message.control_id',
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
  if (filter.direction !== undefined) query = query.where('message.direction', '=', filter.direction);
  if (filter.controlId !== undefined) query = query.where('message.control_id', '=', filter.controlId);
  if (filter.messageType !== undefined)
    query = query.where(sql<boolean>`starts_with(outcome.message_type, ${filter.messageType})`);
  if (filter.outcome !== undefined) query = query.where('outcome.outcome', '=', filter.outcome);
  if (filter.from !== undefined) query = query.where('message.raw_message_id', '>=', lowestId(filter.from));
  if (filter.to !== undefined) query = query.where('message.raw_message_id', '<', lowestId(filter.to));
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
    controlId: row.control_id,
    receivedAt: row.recorded_at,
    outcome: row.outcome,
    errorCount: countErrors((row.problems ?? []) as unknown as readonly Problem[]),
  }));
}

/** The lowest id that a message stored at a moment may have. */
export function lowestId(at: Instant): string {
  return composeUuidV7({ milliseconds: millisecondsOf(at), random: new Uint8Array(10) });
}

function countErrors(problems: readonly Problem[]): number {
  return problems.filter((problem) => problem.severity === 'error').length;
}
