import { type RawBuilder, sql } from 'kysely';
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

/** By what the list is narrowed. */
export interface OpenClaimFilter {
  readonly kind: 'rejected' | 'unanswered' | null;
  readonly planId: string | null;
  /** The first reject code, or the rule that stopped the claim. */
  readonly code: string | null;
  /** Only claims that have waited since before this moment. */
  readonly before: Instant | null;
}

/** The last claim of a page: the next page begins after it. */
export interface OpenClaimPlace {
  readonly since: Instant;
  readonly claimId: string;
}

/**
 * Every claim that needs somebody. A rejected one does until its payer is billed again for the fill, or the fill is given up.
 * The times are compared to the millisecond, as a page names them.
 */
function openClaims(tx: TenantTransaction): RawBuilder<unknown> {
  return sql`
    select claim_id, fill_id, patient_id, plan_id, state, reject_codes, date_of_service, submitted_cents,
      coalesce(answered_at, submitted_at) as since, stopped_by,
      case state when 'rejected' then 'rejected' else 'unanswered' end as kind,
      case state when 'rejected' then coalesce(reject_codes[1], stopped_by) end as code
    from claims.claim
    left join lateral (select min(rule) as stopped_by from claims.edit_finding as found
      where claim.state = 'rejected' and claim.answered_at is null and found.tenant_id = claim.tenant_id
        and found.claim_id = claim.claim_id and found.outcome <> 'ignore') as finding on true
    where tenant_id = ${tx.tenantId} and state in ('sending', 'unanswered', 'reversing', 'rejected') and (state <> 'rejected'
      or (reversal_wanted is null and not exists (select from claims.claim as later where later.tenant_id = claim.tenant_id
        and later.fill_id = claim.fill_id and later.payer_order = claim.payer_order and later.submitted_at > claim.submitted_at)))`;
}

function narrowedBy({ kind, planId, code, before }: OpenClaimFilter): RawBuilder<unknown> {
  return sql`(${kind}::text is null or kind = ${kind}) and (${planId}::uuid is null or plan_id = ${planId})
    and (${code}::text is null or code = ${code}) and (${before}::timestamptz is null or since < ${before})`;
}

/** Lists a page of the claims that need somebody, the oldest first. */
export async function listOpenClaims(
  tx: TenantTransaction,
  wanted: { readonly filter: OpenClaimFilter; readonly after: OpenClaimPlace | null; readonly most: number },
): Promise<readonly OpenClaim[]> {
  const { filter, after, most } = wanted;
  const { rows } = await sql<OpenClaim>`
    select claim_id as "claimId", fill_id as "fillId", patient_id as "patientId", plan_id as "planId", state,
      reject_codes as "rejectCodes", date_of_service as "dateOfService", submitted_cents as "claimedCents",
      since, stopped_by as "stoppedBy"
    from (${openClaims(tx)}) as open
    where ${narrowedBy(filter)}
      and (${after?.since ?? null}::timestamptz is null or (since, claim_id) > (${after?.since ?? null}::timestamptz, ${after?.claimId ?? null}::uuid))
    order by since, claim_id limit ${most}`.execute(tx.database);
  return rows;
}

/** So many claims of one kind, plan and code need somebody, with the money that waits in them. */
export interface OpenClaimGroup {
  readonly kind: 'rejected' | 'unanswered';
  readonly planId: Id<'plan'> | null;
  readonly code: string | null;
  readonly count: number;
  readonly claimedCents: Cents;
  readonly oldest: Instant;
}

/** Counts the claims that need somebody by kind, plan and code. */
export async function countOpenClaims(
  tx: TenantTransaction,
  filter: OpenClaimFilter,
): Promise<readonly OpenClaimGroup[]> {
  const { rows } = await sql<OpenClaimGroup>`
    select kind, plan_id as "planId", code, count(*)::integer as count, sum(submitted_cents)::bigint as "claimedCents",
      min(since) as oldest
    from (${openClaims(tx)}) as open where ${narrowedBy(filter)} group by kind, plan_id, code`.execute(tx.database);
  return rows;
}
