import { type RawBuilder, sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { costAccounts } from './domain/claim-waterfall.ts';
import type { Posting } from './domain/ledger.ts';
import type { MarginDimension, MarginPart } from './domain/margin.ts';

/** Whose margins are wanted: of services in a time, within parts. */
export interface MarginSelection {
  readonly from: CalendarDay;
  readonly until: CalendarDay;
  readonly parts: readonly MarginPart[];
}

/** Claims with the same key, and what they bring. */
export interface MarginBar {
  readonly key: string;
  readonly claims: number;
  readonly reimbursementCents: Cents;
  readonly costCents: Cents;
  readonly netMarginCents: Cents;
  /** How many of the claims lose money. */
  readonly underwater: number;
}

/** What one claim brings. */
export interface ClaimMargin {
  readonly claimId: string;
  readonly serviceOn: CalendarDay;
  readonly payerId: string | null;
  readonly ndc11: string;
  readonly reimbursementCents: Cents;
  readonly costCents: Cents;
  readonly netMarginCents: Cents;
}

/** After which claim a list goes on. */
export interface MarginCursor {
  readonly netMarginCents: number;
  readonly claimId: string;
}

const dimensions: Readonly<Record<MarginDimension, RawBuilder<string>>> = {
  payer: sql`coalesce(f.payer_id::text, '')`,
  drug: sql`f.ndc11`,
  clinic: sql`coalesce(f.clinic_id::text, '')`,
  therapy: sql`f.therapy_id::text`,
  month: sql`to_char(f.service_on, 'YYYY-MM')`,
};

function chosen(tx: TenantTransaction, { from, until, parts }: MarginSelection): RawBuilder<unknown> {
  const narrowed = parts.map(({ by, key }) => sql`${dimensions[by]} = ${key}`);
  const time = sql`f.tenant_id = ${tx.tenantId} and f.service_on between ${from}::date and ${until}::date`;
  return sql`from revenue.claim_fact f where ${sql.join([time, ...narrowed], sql` and `)}`;
}

/** Each chosen claim with its reimbursement (charge less contractual adjustment) and its costs, by the postings alone. */
function claimMargins(
  tx: TenantTransaction,
  selection: MarginSelection,
  key: RawBuilder<string> = sql`''`,
): RawBuilder<unknown> {
  return sql`
    chosen as (select f.*, ${key} as key ${chosen(tx, selection)}),
    margin as (
      select c.claim_id, c.key, c.service_on, c.payer_id, c.ndc11,
        -coalesce(sum(p.cents) filter (where p.account in ('charge', 'contractual-adjustment')), 0) as reimbursement,
        coalesce(sum(p.cents) filter (where p.account = any(${sql.val([...costAccounts])}::text[])), 0) as cost
      from chosen c
      join revenue.posting_set s on s.tenant_id = c.tenant_id and s.claim_id = c.claim_id
      join revenue.posting p on p.tenant_id = s.tenant_id and p.posting_set_id = s.posting_set_id
      group by c.claim_id, c.key, c.service_on, c.payer_id, c.ndc11)`;
}

/** Sums margins by a dimension, the largest first; months in their order. */
export async function sumMargins(
  tx: TenantTransaction,
  by: MarginDimension,
  of: MarginSelection & { readonly most: number | null },
): Promise<readonly MarginBar[]> {
  const { rows } = await sql<MarginBar>`
    with ${claimMargins(tx, of, dimensions[by])}
    select key, count(*)::int as claims, sum(reimbursement)::bigint as "reimbursementCents", sum(cost)::bigint as "costCents",
      sum(reimbursement - cost)::bigint as "netMarginCents", count(*) filter (where reimbursement < cost)::int as underwater
    from margin group by key order by ${by === 'month' ? sql`key` : sql`5 desc, key`} limit ${of.most}`.execute(
    tx.database,
  );
  return rows;
}

/** Lists what single claims bring, those that lose most first, so many after one. */
export async function listClaimMargins(
  tx: TenantTransaction,
  selection: MarginSelection,
  page: { readonly after: MarginCursor | null; readonly most: number },
): Promise<readonly ClaimMargin[]> {
  const { after } = page;
  const { rows } = await sql<ClaimMargin>`
    with ${claimMargins(tx, selection)}
    select claim_id as "claimId", service_on as "serviceOn", payer_id as "payerId", ndc11, reimbursement::bigint as "reimbursementCents",
      cost::bigint as "costCents", (reimbursement - cost)::bigint as "netMarginCents"
    from margin
    where ${after === null ? sql`true` : sql`(reimbursement - cost, claim_id) > (${after.netMarginCents}::bigint, ${after.claimId}::uuid)`}
    order by reimbursement - cost, claim_id limit ${page.most}`.execute(tx.database);
  return rows;
}

/**
 * Sums every account of the chosen claims, with their list prices. A claim without a known list price enters at its charge, and one that
 * was taken back has none, as on its own page.
 */
export async function sumAccountsOf(
  tx: TenantTransaction,
  selection: MarginSelection,
): Promise<{ readonly postings: readonly Posting[]; readonly awpCents: Cents; readonly withoutPrice: number }> {
  const postings = await sql<Posting>`
    with chosen as (select f.tenant_id, f.claim_id ${chosen(tx, selection)})
    select p.account, '' as detail, sum(p.cents)::bigint as cents from chosen c
    join revenue.posting_set s on s.tenant_id = c.tenant_id and s.claim_id = c.claim_id
    join revenue.posting p on p.tenant_id = s.tenant_id and p.posting_set_id = s.posting_set_id
    group by p.account`.execute(tx.database);
  const prices = await sql<{ awpCents: Cents; withoutPrice: number }>`
    with chosen as (select f.tenant_id, f.claim_id, f.awp_cents ${chosen(tx, selection)}),
    charged as (
      select c.claim_id, c.awp_cents, -sum(p.cents) as charge from chosen c
      join revenue.posting_set s on s.tenant_id = c.tenant_id and s.claim_id = c.claim_id
      join revenue.posting p on p.tenant_id = s.tenant_id and p.posting_set_id = s.posting_set_id and p.account = 'charge'
      group by c.claim_id, c.awp_cents)
    select coalesce(sum(coalesce(awp_cents, charge)), 0)::bigint as "awpCents", count(*) filter (where awp_cents is null)::int as "withoutPrice"
    from charged where charge <> 0`.execute(tx.database);
  const { awpCents = 0 as Cents, withoutPrice = 0 } = prices.rows[0] ?? {};
  return { postings: postings.rows, awpCents, withoutPrice };
}
