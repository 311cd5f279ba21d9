import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

/** By what the postings of a claim are put together. */
export interface ClaimFact {
  readonly claimId: string;
  readonly serviceOn: CalendarDay;
  readonly payerId: string | null;
  readonly therapyId: string;
  readonly clinicId: string | null;
  readonly siteId: string;
  readonly ndc11: string;
  readonly awpCents: Cents | null;
}

/** Saves facts of claims; what is known now replaces what was known before. */
export function saveClaimFacts(tx: TenantTransaction, facts: readonly ClaimFact[]): void {
  tx.write(
    sql`
    insert into revenue.claim_fact as kept (tenant_id, claim_id, service_on, payer_id, therapy_id, clinic_id, site_id, ndc11, awp_cents)
    select ${tx.tenantId}, "claimId", "serviceOn", "payerId", "therapyId", "clinicId", "siteId", "ndc11", "awpCents"
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as one ("claimId" uuid, "serviceOn" date, "payerId" uuid, "therapyId" uuid,
      "clinicId" uuid, "siteId" uuid, "ndc11" text, "awpCents" bigint)
    on conflict (tenant_id, claim_id) do update set payer_id = excluded.payer_id, clinic_id = excluded.clinic_id, awp_cents = excluded.awp_cents
    where (kept.payer_id, kept.clinic_id, kept.awp_cents) is distinct from (excluded.payer_id, excluded.clinic_id, excluded.awp_cents)`.compile(
      tx.database,
    ),
  );
}

/** Finds the list price with which a claim was posted last; null where none was known, or nothing was posted. */
export async function findListPrice(tx: TenantTransaction, claimId: string): Promise<Cents | null> {
  const { rows } = await sql<{ awpCents: Cents | null }>`
    select awp_cents as "awpCents" from revenue.claim_fact where tenant_id = ${tx.tenantId} and claim_id = ${claimId}`.execute(
    tx.database,
  );
  return rows[0]?.awpCents ?? null;
}
