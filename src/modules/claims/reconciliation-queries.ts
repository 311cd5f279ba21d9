import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { FillId, PatientId, PrescriptionId } from '../../kernel/ids.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ClaimId } from './claim-store.ts';
import type { ClaimState } from './domain/claim-lifecycle.ts';

/** A claim as it is held against what a payer remits. */
export interface PayableClaim {
  readonly claimId: ClaimId;
  readonly prescriptionId: PrescriptionId;
  readonly patientId: PatientId;
  readonly fillId: FillId;
  readonly serviceOn: CalendarDay;
  readonly authorizationNumber: string | null;
  readonly state: ClaimState;
  readonly totalPaidCents: Cents | null;
}

const selected = sql`claim_id as "claimId", prescription_id as "prescriptionId", patient_id as "patientId", fill_id as "fillId",
  date_of_service as "serviceOn", authorization_number as "authorizationNumber", state, total_paid_cents as "totalPaidCents"`;
// Claims that were never paid have nothing that a payer could remit.
const wasPaid = sql`total_paid_cents is not null and state in ('paid', 'captured', 'reversing', 'reversed')`;

/** Lists the claims that a payer agreed to pay, of these prescriptions or with these authorization numbers. */
export async function listPayableClaims(
  tx: TenantTransaction,
  by: { readonly prescriptionIds: readonly PrescriptionId[]; readonly authorizationNumbers: readonly string[] },
): Promise<readonly PayableClaim[]> {
  const { rows } = await sql<PayableClaim>`
    select ${selected} from claims.claim
      where tenant_id = ${tx.tenantId} and prescription_id = any(${sql.val([...by.prescriptionIds])}::uuid[]) and ${wasPaid}
    union
    select ${selected} from claims.claim
      where tenant_id = ${tx.tenantId} and authorization_number = any(${sql.val([...by.authorizationNumbers])}::text[]) and ${wasPaid}
    order by "claimId"`.execute(tx.database);
  return rows;
}

/** How the claims of a plan ended in a quarter of service. */
interface ClaimOutcomes {
  readonly planId: string | null;
  /** The first day of the quarter. */
  readonly quarter: CalendarDay;
  readonly claims: number;
  /** Those that the payer agreed to pay, also when we took them back later. */
  readonly agreed: number;
  readonly rejected: number;
}

/** Counts how claims ended by plan and quarter of service, from a day on; those that wait for an answer are in none of both. */
export async function countClaimOutcomes(tx: TenantTransaction, from: CalendarDay): Promise<readonly ClaimOutcomes[]> {
  const { rows } = await sql<ClaimOutcomes>`
    select plan_id as "planId", date_trunc('quarter', date_of_service)::date as quarter, count(*)::int as claims,
      count(*) filter (where ${wasPaid})::int as agreed, count(*) filter (where state = 'rejected')::int as rejected
    from claims.claim where tenant_id = ${tx.tenantId} and date_of_service >= ${from} group by 1, 2`.execute(
    tx.database,
  );
  return rows;
}

/** Lists claims that a payer agreed to pay by their ids; the others are left out. */
export async function listPayableClaimsById(
  tx: TenantTransaction,
  claimIds: readonly ClaimId[],
): Promise<readonly PayableClaim[]> {
  const { rows } = await sql<PayableClaim>`
    select ${selected} from claims.claim
    where tenant_id = ${tx.tenantId} and claim_id = any(${sql.val([...claimIds])}::uuid[]) and ${wasPaid}`.execute(
    tx.database,
  );
  return rows;
}
