import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { TherapyId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { BenefitsFacts } from './domain/benefits.ts';

/** What is on file about the benefit of a therapy now: its newest grant that was not voided, and its newest benefits check. */
interface BenefitStanding {
  readonly therapyId: TherapyId;
  /** Null where nothing was granted, or the grant names no end. */
  readonly authorizedTo: CalendarDay | null;
  /** Null where no check is on file. */
  readonly coverageState: BenefitsFacts['coverageState'] | null;
}

/** Lists how the benefits of these therapies stand, in one question for all of them. */
export async function listBenefitStandings(
  tx: TenantTransaction,
  therapyIds: readonly TherapyId[],
): Promise<readonly BenefitStanding[]> {
  const { rows } = await sql<BenefitStanding>`
    with asked as (select unnest(${sql.val([...therapyIds])}::uuid[]) as therapy_id),
      granted as (
        select distinct on (a.therapy_id) a.therapy_id, s.valid_to
        from access.prior_authorization a join access.authorization_step s using (tenant_id, authorization_id)
        where a.tenant_id = ${tx.tenantId} and a.therapy_id = any(${sql.val([...therapyIds])}::uuid[]) and a.state <> 'voided'
          and s.state in ('approved', 'partially-approved', 'appeal-approved')
        order by a.therapy_id, a.opened_at desc, a.authorization_id desc, s.sequence desc),
      checked as (
        select distinct on (therapy_id) therapy_id, coverage_state from access.benefits_check
        where tenant_id = ${tx.tenantId} and therapy_id = any(${sql.val([...therapyIds])}::uuid[])
        order by therapy_id, recorded_at desc, benefits_check_id desc)
    select asked.therapy_id as "therapyId", granted.valid_to as "authorizedTo", checked.coverage_state as "coverageState"
    from asked left join granted using (therapy_id) left join checked using (therapy_id)`.execute(tx.database);
  return rows;
}
