import type pg from 'pg';
import type { RawMessageId, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { mostApplyAttempts } from './domain/inbound-message.ts';
import type { MessageFormat } from './domain/partner.ts';
import { lowestId } from './message-queries.ts';

/** A message with the tenant that it belongs to. */
export interface MessagePlace {
  readonly tenantId: TenantId;
  readonly rawMessageId: RawMessageId;
}

/**
 * Finds messages of a format that were stored in a span of time and never settled, in any tenant: a process ended between the two
 * commits, or the first attempts broke. Those that broke too often are left to a person.
 */
export async function findUnsettledMessages(
  pool: pg.Pool,
  span: { readonly format: MessageFormat; readonly from: Instant; readonly to: Instant; readonly most: number },
): Promise<readonly MessagePlace[]> {
  const { rows } = await pool.query<{ tenant_id: TenantId; raw_message_id: RawMessageId }>(
    'select tenant_id, raw_message_id from exchange.list_unsettled_messages($1, $2, $3, $4, $5)',
    [span.format, lowestId(span.from), lowestId(span.to), mostApplyAttempts, span.most],
  );
  return rows.map((row) => ({ tenantId: row.tenant_id, rawMessageId: row.raw_message_id }));
}
