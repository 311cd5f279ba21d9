import { sql } from 'kysely';
import type { RawMessageId, Uuid } from '../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { PartnerTraffic } from './domain/interface-health.ts';
import type { OutboundId } from './domain/outbound-message.ts';
import type { PartnerId } from './domain/partner.ts';
import { lowestId } from './message-queries.ts';

const dayMinutes = 24 * 60;

/** Reads what went over the interface of each partner in the last 24 hours, and by which rhythm it usually speaks; a partner without traffic is left out. */
export async function listTraffic(tx: TenantTransaction): Promise<readonly PartnerTraffic[]> {
  const day = lowestId(addMinutes(tx.now, -dayMinutes));
  const fortnight = lowestId(addMinutes(tx.now, -14 * dayMinutes));
  const { rows } = await sql<PartnerTraffic>`
    with recent as (
      select m.partner_id, m.raw_message_id, m.direction, m.recorded_at, o.outcome, o.problems,
        coalesce(o.elapsed_milliseconds,
          case when m.direction = 'in' and m.answers is null
            then round(extract(epoch from (o.settled_at - m.recorded_at)) * 1000) end)::integer as elapsed,
        m.recorded_at - lag(m.recorded_at) over (partition by m.partner_id, m.direction order by m.raw_message_id) as gap
      from exchange.raw_message m
      left join exchange.message_outcome o on o.tenant_id = m.tenant_id and o.raw_message_id = m.raw_message_id
      where m.tenant_id = ${tx.tenantId} and m.raw_message_id >= ${fortnight}
    )
    select partner_id as "partnerId",
      max(recorded_at) filter (where direction = 'in') as "lastInAt",
      max(recorded_at) filter (where direction = 'out') as "lastOutAt",
      count(*) filter (where raw_message_id >= ${day})::integer as "messageCount",
      count(*) filter (where raw_message_id >= ${day} and (outcome in ('work-item', 'refused', 'quarantined')
        or problems @? '$[*] ? (@.severity == "error")'))::integer as "errorCount",
      count(*) filter (where outcome is null)::integer as "unsettledCount",
      min(recorded_at) filter (where outcome is null) as "oldestUnsettledAt",
      percentile_cont(0.5) within group (order by elapsed) filter (where raw_message_id >= ${day} and elapsed is not null) as "medianMilliseconds",
      percentile_cont(0.95) within group (order by elapsed) filter (where raw_message_id >= ${day} and elapsed is not null) as "slowMilliseconds",
      percentile_cont(0.95) within group (order by extract(epoch from gap) / 60) filter (where direction = 'in' and gap is not null) as "usualGapMinutes",
      count(gap) filter (where direction = 'in')::integer as "gapCount",
      coalesce(extract(epoch from max(recorded_at) filter (where direction = 'in') - min(recorded_at) filter (where direction = 'in')) / 60, 0)::float as "heardMinutes"
    from recent group by partner_id`.execute(tx.database);
  return rows;
}

/** What waits to be sent to a partner. */
export interface OutboundDepth {
  readonly partnerId: PartnerId;
  readonly waitingCount: number;
  readonly deadCount: number;
  readonly oldestWaitingAt: Instant | null;
}

/** Reads what waits for each partner and what is dead; a partner for whom nothing waits is left out. */
export async function listDepths(tx: TenantTransaction): Promise<readonly OutboundDepth[]> {
  const { rows } = await sql<OutboundDepth>`
    select partner_id as "partnerId",
      count(*) filter (where state = 'waiting')::integer as "waitingCount",
      count(*) filter (where state = 'dead')::integer as "deadCount",
      min(enqueued_at) filter (where state = 'waiting') as "oldestWaitingAt"
    from exchange.outbound
    where tenant_id = ${tx.tenantId} and state <> 'done' and partner_id is not null group by partner_id`.execute(
    tx.database,
  );
  return rows;
}

/** One hour of an interface. */
export interface TrafficHour {
  readonly beganAt: Instant;
  readonly messageCount: number;
  readonly errorCount: number;
  readonly slowMilliseconds: number | null;
}

/** Lists the last 24 hours of the interface of a partner, the oldest first, empty hours included. */
export async function listHours(tx: TenantTransaction, partnerId: PartnerId): Promise<readonly TrafficHour[]> {
  const since = lowestId(addMinutes(tx.now, -dayMinutes));
  const { rows } = await sql<TrafficHour>`
    select hour as "beganAt", count(m.raw_message_id)::integer as "messageCount",
      count(m.raw_message_id) filter (where o.outcome in ('work-item', 'refused', 'quarantined')
        or o.problems @? '$[*] ? (@.severity == "error")')::integer as "errorCount",
      percentile_cont(0.95) within group (order by coalesce(o.elapsed_milliseconds,
        case when m.direction = 'in' and m.answers is null
          then round(extract(epoch from (o.settled_at - m.recorded_at)) * 1000) end)) as "slowMilliseconds"
    from generate_series(date_trunc('hour', ${tx.now}::timestamptz) - interval '23 hours',
      date_trunc('hour', ${tx.now}::timestamptz), interval '1 hour') as hour
    left join exchange.raw_message m on m.tenant_id = ${tx.tenantId} and m.partner_id = ${partnerId}
      and m.raw_message_id >= ${since} and m.recorded_at >= hour and m.recorded_at < hour + interval '1 hour'
    left join exchange.message_outcome o on o.tenant_id = m.tenant_id and o.raw_message_id = m.raw_message_id
    group by hour order by hour`.execute(tx.database);
  return rows;
}

/** A message that waits to be sent, or that nobody will send until a person says so. */
export interface OpenOutbound {
  readonly outboundId: OutboundId;
  readonly partnerName: string | null;
  readonly kind: string;
  readonly subjectId: Uuid;
  readonly state: 'waiting' | 'dead';
  readonly outcome: string | null;
  readonly attempts: number;
  readonly enqueuedAt: Instant;
  /** The bytes of the last attempt; null when none left the house. */
  readonly lastMessageId: RawMessageId | null;
}

/** Lists what waits to be sent or is dead, the oldest first, at most 200. */
export async function listOpenOutbound(
  tx: TenantTransaction,
  filter: { readonly state: 'waiting' | 'dead'; readonly partnerId: PartnerId | null },
): Promise<readonly OpenOutbound[]> {
  const { rows } = await sql<OpenOutbound>`
    select w.outbound_id as "outboundId", p.name as "partnerName", w.kind, w.subject_id as "subjectId", w.state, w.outcome,
      w.attempts, w.enqueued_at as "enqueuedAt",
      (select m.raw_message_id from exchange.raw_message m
        where m.tenant_id = w.tenant_id and m.outbound_id = w.outbound_id and m.direction = 'out'
        order by m.raw_message_id desc limit 1) as "lastMessageId"
    from exchange.outbound w
    left join exchange.partner p on p.tenant_id = w.tenant_id and p.partner_id = w.partner_id
    where w.tenant_id = ${tx.tenantId} and w.state = ${filter.state}
      and (${filter.partnerId}::uuid is null or w.partner_id = ${filter.partnerId}::uuid)
    order by w.enqueued_at limit 200`.execute(tx.database);
  return rows;
}

/** The messages that belong to one another: what a message answers, what answers it, and the other attempts to send the same. */
export async function listKin(
  tx: TenantTransaction,
  rawMessageId: RawMessageId,
): Promise<
  readonly { readonly rawMessageId: RawMessageId; readonly relation: 'answers' | 'answered-by' | 'same-sending' }[]
> {
  const { rows } = await sql<{ rawMessageId: RawMessageId; relation: 'answers' | 'answered-by' | 'same-sending' }>`
    select k.raw_message_id as "rawMessageId",
      case when k.raw_message_id = m.answers then 'answers' when k.answers = m.raw_message_id then 'answered-by'
        else 'same-sending' end as relation
    from exchange.raw_message m join exchange.raw_message k on k.tenant_id = m.tenant_id and k.raw_message_id <> m.raw_message_id
      and (k.raw_message_id = m.answers or k.answers = m.raw_message_id
        or (k.outbound_id = m.outbound_id and k.direction = 'out' and m.direction = 'out'))
    where m.tenant_id = ${tx.tenantId} and m.raw_message_id = ${rawMessageId}
    order by k.raw_message_id limit 20`.execute(tx.database);
  return rows;
}
