import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Cents } from '../../kernel/money.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DisputeAnswer, DisputeRule, DisputeState } from './domain/dispute.ts';

export type DisputeId = Id<'dispute'>;

/** What a payer is told that it paid short, with its evidence and what it answered. */
export interface Dispute {
  readonly disputeId: DisputeId;
  readonly claimId: string;
  readonly payerId: string | null;
  readonly agreedCents: Cents;
  readonly remittedCents: Cents;
  readonly shortCents: Cents;
  readonly paymentId: string | null;
  readonly position: number | null;
  readonly state: DisputeState;
  readonly openedAt: Instant;
  readonly dueOn: CalendarDay | null;
  readonly dueSource: string | null;
  readonly answeredAt: Instant | null;
  readonly answerReference: string | null;
}

const selected = sql`dispute_id as "disputeId", claim_id as "claimId", payer_id as "payerId", agreed_cents as "agreedCents",
  remitted_cents as "remittedCents", short_cents as "shortCents", payment_id as "paymentId", position, state, opened_at as "openedAt",
  due_on as "dueOn", due_source as "dueSource", answered_at as "answeredAt", answer_reference as "answerReference"`;

/** Saves a new dispute. */
export function insertDispute(
  tx: TenantTransaction,
  dispute: Omit<Dispute, 'state' | 'openedAt' | 'answeredAt' | 'answerReference'> & { readonly siteId: string | null },
): void {
  const { disputeId, claimId, payerId, siteId, agreedCents, remittedCents, shortCents } = dispute;
  tx.write(
    tx.database.insertInto('receivables.dispute').values({
      ...{ tenant_id: tx.tenantId, dispute_id: disputeId, claim_id: claimId, payer_id: payerId, site_id: siteId },
      ...{ agreed_cents: agreedCents, remitted_cents: remittedCents, short_cents: shortCents, state: 'open' },
      ...{
        payment_id: dispute.paymentId,
        position: dispute.position,
        opened_by: actorIdOf(tx.actor),
        opened_at: tx.now,
      },
      ...{ due_on: dispute.dueOn, due_source: dispute.dueSource },
    }),
  );
}

/** Locks a dispute; null when there is none at a site of this transaction. */
export async function lockDispute(tx: TenantTransaction, disputeId: DisputeId): Promise<Dispute | null> {
  const { rows } = await sql<Dispute>`
    select ${selected} from receivables.dispute where tenant_id = ${tx.tenantId} and dispute_id = ${disputeId} for update`.execute(
    tx.database,
  );
  return rows[0] ?? null;
}

/** Saves what a dispute came to. */
export function saveAnswer(
  tx: TenantTransaction,
  disputeId: DisputeId,
  answer: { readonly state: DisputeAnswer; readonly reference: string | null },
): void {
  tx.write(
    sql`
    update receivables.dispute set state = ${answer.state}, answer_reference = ${answer.reference}, answered_at = ${tx.now},
      answered_by = ${actorIdOf(tx.actor)}::uuid
    where tenant_id = ${tx.tenantId} and dispute_id = ${disputeId}`.compile(tx.database),
  );
}

/** Lists the disputes of claims, the newest first. */
export async function listDisputesOfClaims(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<readonly Dispute[]> {
  const { rows } = await sql<Dispute>`
    select ${selected} from receivables.dispute
    where tenant_id = ${tx.tenantId} and claim_id = any(${sql.val([...claimIds])}::uuid[]) order by dispute_id desc`.execute(
    tx.database,
  );
  return rows;
}

/** Lists disputes, open or closed, the newest first, so many before one. */
export async function listDisputes(
  tx: TenantTransaction,
  page: { readonly isOpen: boolean; readonly before: string | null; readonly most: number },
): Promise<readonly Dispute[]> {
  const { rows } = await sql<Dispute>`
    select ${selected} from receivables.dispute
    where tenant_id = ${tx.tenantId} and (state = 'open') = ${page.isOpen}
      and (${page.before}::uuid is null or dispute_id < ${page.before}::uuid)
    order by dispute_id desc limit ${page.most}`.execute(tx.database);
  return rows;
}

/** Counts what is open between us and payers: disputes and write-offs that wait. */
export async function countOpenDeeds(tx: TenantTransaction): Promise<{
  readonly disputes: number;
  readonly disputedCents: Cents;
  readonly proposals: number;
  readonly proposedCents: Cents;
}> {
  const { rows } = await sql<{ disputes: number; disputedCents: Cents; proposals: number; proposedCents: Cents }>`
    select d.disputes, d."disputedCents", w.proposals, w."proposedCents" from
      (select count(*)::int as disputes, coalesce(sum(short_cents), 0)::bigint as "disputedCents"
        from receivables.dispute where tenant_id = ${tx.tenantId} and state = 'open') d,
      (select count(*)::int as proposals, coalesce(sum(cents), 0)::bigint as "proposedCents"
        from receivables.write_off where tenant_id = ${tx.tenantId} and state = 'proposed') w`.execute(tx.database);
  return rows[0] ?? { disputes: 0, disputedCents: 0 as Cents, proposals: 0, proposedCents: 0 as Cents };
}

/** Lists by when remittances must be disputed, from every day on which that changed. */
export async function listDisputeRules(tx: TenantTransaction): Promise<readonly DisputeRule[]> {
  const { rows } = await sql<DisputeRule>`
    select valid_from as "validFrom", days, source from receivables.dispute_rule where tenant_id = ${tx.tenantId}`.execute(
    tx.database,
  );
  return rows;
}

/** Saves within how many days remittances must be disputed, from a day on; that of a day stays as it was first said. */
export async function saveDisputeRule(tx: TenantTransaction, rule: DisputeRule): Promise<void> {
  await tx.database
    .insertInto('receivables.dispute_rule')
    .values({ tenant_id: tx.tenantId, valid_from: rule.validFrom, days: rule.days, source: rule.source })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'valid_from']).doNothing())
    .execute();
}
