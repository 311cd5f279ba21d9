import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { FillId, Id, PatientId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Cents } from '../../kernel/money.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ClaimId } from './claim-store.ts';
import type { ClaimState } from './domain/claim-lifecycle.ts';
import type { PreEditCode } from './domain/pre-edit.ts';

/** A claim that needs somebody: rejected and nothing came of it yet, or told to a payer that has not answered. */
export interface OpenClaim {
  readonly claimId: ClaimId;
  readonly fillId: FillId;
  readonly patientId: PatientId;
  readonly planId: Id<'plan'> | null;
  readonly state: ClaimState;
  readonly rejectCodes: readonly string[];
  readonly dateOfService: CalendarDay;
  readonly claimedCents: Cents;
  readonly since: Instant;
  /** The rule that stopped it before it was sent; null where a payer rejected it. */
  readonly stoppedBy: PreEditCode | null;
}

/** Lists the claims that need somebody, the oldest first. A rejected one is open until its payer is billed again for the fill. */
export async function listOpenClaims(tx: TenantTransaction, most: number): Promise<readonly OpenClaim[]> {
  const { rows } = await sql<OpenClaim>`
    select claim_id as "claimId", fill_id as "fillId", patient_id as "patientId", plan_id as "planId", state,
      reject_codes as "rejectCodes", date_of_service as "dateOfService", submitted_cents as "claimedCents",
      coalesce(answered_at, submitted_at) as since,
      (select min(rule) from claims.edit_finding as found where found.tenant_id = claim.tenant_id and found.claim_id = claim.claim_id
        and found.outcome <> 'ignore' and claim.answered_at is null and claim.state = 'rejected') as "stoppedBy"
    from claims.claim
    where tenant_id = ${tx.tenantId} and (state in ('sending', 'unanswered', 'reversing') or (state = 'rejected'
      and not exists (select from claims.claim as later where later.tenant_id = claim.tenant_id and later.fill_id = claim.fill_id
        and later.payer_order = claim.payer_order and later.submitted_at > claim.submitted_at)))
    order by since, claim_id limit ${most}`.execute(tx.database);
  return rows;
}
