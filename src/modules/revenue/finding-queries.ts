import { type RawBuilder, sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DetectorCode } from './domain/detector.ts';
import type { FindingState } from './domain/finding-lifecycle.ts';
import type { BoardPart, RiskDimension } from './domain/risk-board.ts';
import type { FindingId } from './finding-store.ts';

/** One bar of the board: findings with the same key, and what they put at risk, each claim counted once. */
export interface RiskBar {
  readonly key: string;
  readonly findings: number;
  readonly atRiskCents: Cents;
}

/** A finding as the board shows it. */
export interface ListedFinding {
  readonly findingId: FindingId;
  readonly detector: DetectorCode;
  readonly detectorVersion: number;
  readonly claimId: string | null;
  readonly paymentId: string | null;
  readonly payerName: string | null;
  readonly serviceOn: CalendarDay | null;
  readonly owner: string;
  readonly atRiskCents: Cents;
  readonly facts: Readonly<Record<string, number | string>>;
  readonly state: FindingState;
  readonly assigneeId: string | null;
  readonly openedAt: Instant;
}

const mostRows = 200;
const mostBars = 30;
const dayMinutes = 24 * 60;

const dimensions: Readonly<Record<RiskDimension, RawBuilder<string>>> = {
  cause: sql`detector`,
  owner: sql`owner`,
  payer: sql`coalesce(payer_name, '')`,
  day: sql`coalesce(service_on::text, '')`,
};
const isOpen = sql`state in ('open', 'assigned', 'snoozed')`;

function within(tx: TenantTransaction, parts: readonly BoardPart[]): RawBuilder<unknown> {
  const narrowed = parts.map(({ by, key }) => sql`${dimensions[by]} = ${key}`);
  return sql.join([sql`tenant_id = ${tx.tenantId}`, isOpen, ...narrowed], sql` and `);
}

/** Lists the bars of a dimension, the dearest first. */
export async function listRiskBars(
  tx: TenantTransaction,
  by: RiskDimension,
  parts: readonly BoardPart[],
): Promise<readonly RiskBar[]> {
  const { rows } = await sql<RiskBar>`
    select key, sum(findings)::int as findings, sum(risk)::bigint as "atRiskCents" from (
      select ${dimensions[by]} as key, count(*) as findings, max(at_risk_cents) as risk from revenue.finding
      where ${within(tx, parts)} group by 1, coalesce(claim_id::text, subject_id)) as one
    group by key order by 3 desc, key limit ${mostBars}`.execute(tx.database);
  return rows;
}

/** Sums what is at risk now, each claim by its largest finding. */
export async function sumRisks(tx: TenantTransaction, parts: readonly BoardPart[]): Promise<Omit<RiskBar, 'key'>> {
  const { rows } = await sql<Omit<RiskBar, 'key'>>`
    select coalesce(sum(findings), 0)::int as findings, coalesce(sum(risk), 0)::bigint as "atRiskCents" from (
      select count(*) as findings, max(at_risk_cents) as risk from revenue.finding
      where ${within(tx, parts)} group by coalesce(claim_id::text, subject_id)) as one`.execute(tx.database);
  return rows[0] ?? { findings: 0, atRiskCents: 0 as Cents };
}

/** Lists open findings, the dearest first, at most two hundred. */
export async function listFindings(
  tx: TenantTransaction,
  parts: readonly BoardPart[],
): Promise<readonly ListedFinding[]> {
  const { rows } = await sql<ListedFinding>`
    select finding_id as "findingId", detector, detector_version as "detectorVersion", claim_id as "claimId", payment_id as "paymentId",
      payer_name as "payerName", service_on as "serviceOn", owner, at_risk_cents as "atRiskCents", facts, state, assignee_id as "assigneeId",
      opened_at as "openedAt"
    from revenue.finding where ${within(tx, parts)} order by at_risk_cents desc, finding_id limit ${mostRows}`.execute(
    tx.database,
  );
  return rows;
}

/** Counts what came and what went within the last day. */
export async function countChanges(tx: TenantTransaction): Promise<{
  readonly opened: number;
  readonly openedCents: Cents;
  readonly closed: number;
  readonly closedCents: Cents;
}> {
  const { rows } = await sql<{ opened: number; openedCents: Cents; closed: number; closedCents: Cents }>`
    select count(*) filter (where came)::int as opened, coalesce(sum(at_risk_cents) filter (where came), 0)::bigint as "openedCents",
      count(*) filter (where not came)::int as closed, coalesce(sum(at_risk_cents) filter (where not came), 0)::bigint as "closedCents"
    from (
      select s.at_risk_cents, s.to_state = 'open' as came from revenue.finding_step s
      join revenue.finding f using (tenant_id, finding_id)
      where s.tenant_id = ${tx.tenantId} and s.occurred_at > ${addMinutes(tx.now, -dayMinutes)}
        and (s.from_state is null or s.from_state = 'gone' or s.to_state in ('resolved', 'false-positive', 'gone'))) as step`.execute(
    tx.database,
  );
  return rows[0] ?? { opened: 0, openedCents: 0 as Cents, closed: 0, closedCents: 0 as Cents };
}

/** Counts the verdicts of people by detector. */
export async function countVerdicts(
  tx: TenantTransaction,
): Promise<readonly { readonly detector: DetectorCode; readonly right: number; readonly wrong: number }[]> {
  const { rows } = await sql<{ detector: DetectorCode; right: number; wrong: number }>`
    select detector, count(*) filter (where state = 'resolved')::int as "right", count(*) filter (where state = 'false-positive')::int as wrong
    from revenue.finding where tenant_id = ${tx.tenantId} group by detector order by detector`.execute(tx.database);
  return rows;
}
