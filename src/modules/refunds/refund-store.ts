import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { FillId, PatientId, SiteId, TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Cents, UnitPrice } from '../../kernel/money.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Benefit, ExpectationReason, RefundState } from './domain/refund.ts';

/** A refund as it stands. */
export interface Refund {
  readonly claimId: string;
  readonly fillId: FillId;
  readonly therapyId: TherapyId;
  readonly patientId: PatientId;
  readonly siteId: SiteId;
  readonly ndc11: string;
  readonly manufacturer: string;
  readonly serviceOn: CalendarDay;
  readonly quantityThousandths: number;
  readonly wac: UnitPrice | null;
  readonly mfp: UnitPrice | null;
  readonly standardCents: Cents;
  readonly expectedCents: Cents;
  readonly receivedCents: Cents;
  readonly benefit: Benefit;
  readonly state: RefundState;
  readonly lastCode: string | null;
  readonly openedAt: Instant;
}

/** What is known of a claim when its refund is first written down. */
export type NewRefund = Omit<Refund, 'expectedCents' | 'receivedCents' | 'benefit' | 'state' | 'lastCode' | 'openedAt'>;

/** What came for a claim in all, and what was said last. */
export interface ReceiptSum {
  readonly claimId: string;
  readonly receivedCents: Cents;
  readonly lastEffect: string | null;
  readonly lastCode: string | null;
  readonly firstReceivedOn: CalendarDay | null;
}

/** The columns of a refund, named as a refund names them. */
export const refundColumns = sql`claim_id as "claimId", fill_id as "fillId", therapy_id as "therapyId", patient_id as "patientId", site_id as "siteId",
  ndc11, manufacturer, service_on as "serviceOn", quantity_thousandths as "quantityThousandths", wac_hundred_thousandths as wac,
  fair_hundred_thousandths as mfp, standard_cents as "standardCents", expected_cents as "expectedCents",
  received_cents as "receivedCents", benefit, state, last_code as "lastCode", opened_at as "openedAt"`;

/** Inserts refunds that nothing is expected for yet; those that stand are left as they are. */
export async function insertRefunds(tx: TenantTransaction, refunds: readonly NewRefund[]): Promise<void> {
  if (refunds.length === 0) return;
  await sql`
    insert into refunds.refund (tenant_id, claim_id, fill_id, therapy_id, patient_id, site_id, ndc11, manufacturer, service_on,
      quantity_thousandths, wac_hundred_thousandths, fair_hundred_thousandths, standard_cents, expected_cents, received_cents, benefit, state,
      opened_at, changed_at)
    select ${tx.tenantId}, "claimId", "fillId", "therapyId", "patientId", "siteId", ndc11, manufacturer, "serviceOn", "quantityThousandths",
      wac, mfp, "standardCents", 0, 0, 'none', 'withdrawn', ${tx.now}, ${tx.now}
    from jsonb_to_recordset(${JSON.stringify(refunds)}::jsonb) as one ("claimId" uuid, "fillId" uuid, "therapyId" uuid, "patientId" uuid,
      "siteId" uuid, ndc11 text, manufacturer text, "serviceOn" date, "quantityThousandths" integer, wac bigint, mfp bigint, "standardCents" bigint)
    order by "claimId" on conflict (tenant_id, claim_id) do nothing`.execute(tx.database);
}

/** Locks refunds by their claims and tells which have no step yet. */
export async function lockRefunds(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<readonly (Refund & { readonly isFirst: boolean })[]> {
  const { rows } = await sql<Refund & { readonly isFirst: boolean }>`
    select ${refundColumns}, not exists (select from refunds.refund_step s where s.tenant_id = r.tenant_id and s.claim_id = r.claim_id) as "isFirst"
    from refunds.refund r where tenant_id = ${tx.tenantId} and claim_id = any(${sql.val([...claimIds])}::uuid[])
    order by claim_id for update`.execute(tx.database);
  return rows;
}

/** Lists refunds by their claims. */
export async function listRefundsOf(tx: TenantTransaction, claimIds: readonly string[]): Promise<readonly Refund[]> {
  const { rows } = await sql<Refund>`
    select ${refundColumns} from refunds.refund
    where tenant_id = ${tx.tenantId} and claim_id = any(${sql.val([...claimIds])}::uuid[]) order by claim_id`.execute(
    tx.database,
  );
  return rows;
}

/** Saves how refunds stand now. */
export async function saveRefunds(
  tx: TenantTransaction,
  changed: readonly (Pick<Refund, 'claimId' | 'expectedCents' | 'receivedCents' | 'benefit' | 'state' | 'lastCode'> & {
    readonly firstReceivedOn: CalendarDay | null;
  })[],
): Promise<void> {
  if (changed.length === 0) return;
  await sql`
    update refunds.refund r set expected_cents = "expectedCents", received_cents = "receivedCents", benefit = one.benefit, state = one.state,
      last_code = "lastCode", first_received_on = "firstReceivedOn", changed_at = ${tx.now}
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as one ("claimId" uuid, "expectedCents" bigint, "receivedCents" bigint,
      benefit text, state text, "lastCode" text, "firstReceivedOn" date)
    where r.tenant_id = ${tx.tenantId} and r.claim_id = one."claimId"`.execute(tx.database);
}

/** Appends steps of what is expected, each after the last one of its claim. */
export async function appendRefundSteps(
  tx: TenantTransaction,
  steps: readonly {
    readonly claimId: string;
    readonly reason: ExpectationReason;
    readonly expectedCents: Cents;
    readonly changeCents: Cents;
    readonly occurredAt: Instant;
  }[],
): Promise<void> {
  if (steps.length === 0) return;
  await sql`
    insert into refunds.refund_step (tenant_id, claim_id, sequence, reason, expected_cents, change_cents, actor_id, occurred_at)
    select ${tx.tenantId}, "claimId",
      (select coalesce(max(s.sequence), 0) + 1 from refunds.refund_step s where s.tenant_id = ${tx.tenantId} and s.claim_id = "claimId"),
      reason, "expectedCents", "changeCents", ${actorIdOf(tx.actor)}::uuid, "occurredAt"
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as one ("claimId" uuid, reason text, "expectedCents" bigint, "changeCents" bigint,
      "occurredAt" timestamptz)`.execute(tx.database);
}

/** What is expected of a claim from a step on. */
export interface RefundStep {
  readonly claimId: string;
  readonly sequence: number;
  readonly reason: ExpectationReason;
  readonly expectedCents: Cents;
  readonly changeCents: Cents;
  readonly occurredAt: Instant;
}

/** Lists every step of what is expected for claims, in their order. */
export async function listRefundSteps(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<readonly RefundStep[]> {
  const { rows } = await sql<RefundStep>`
    select claim_id as "claimId", sequence, reason, expected_cents as "expectedCents", change_cents as "changeCents", occurred_at as "occurredAt"
    from refunds.refund_step where tenant_id = ${tx.tenantId} and claim_id = any(${sql.val([...claimIds])}::uuid[])
    order by claim_id, sequence`.execute(tx.database);
  return rows;
}
