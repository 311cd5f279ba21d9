import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id, StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { EligibilityAnswer, EligibilityInquiry, EligibilityState } from './domain/eligibility.ts';
import type { ExchangeLine } from './domain/exchange.ts';

const table = 'claims.eligibility_check';

export type EligibilityCheckId = Id<'eligibility-check'>;

/** One time that a payer was asked whether it covers a person. */
export interface EligibilityCheck {
  readonly checkId: EligibilityCheckId;
  readonly coverageId: string;
  readonly askedOn: CalendarDay;
  readonly askedAt: Instant;
  readonly askedBy: StaffId | null;
  readonly state: EligibilityState;
  readonly rejectCodes: readonly string[];
  readonly answeredAt: Instant | null;
}

/** Adds that a payer is asked; false where it is being asked about the same coverage already. */
export async function insertCheck(
  tx: TenantTransaction,
  asked: { readonly checkId: EligibilityCheckId; readonly coverageId: string; readonly inquiry: EligibilityInquiry },
): Promise<boolean> {
  const { checkId, coverageId, inquiry } = asked;
  const sealed = await tx.sealer.seal({ table, rowId: checkId }, { inquiry });
  const row = await tx.database
    .insertInto(table)
    .values({
      ...{ tenant_id: tx.tenantId, check_id: checkId, coverage_id: coverageId, asked_on: inquiry.dateOfService },
      ...{ asked_at: tx.now, asked_by: actorIdOf(tx.actor), state: 'asked', reject_codes: [] },
      sealed_inquiry: Buffer.from(sealed),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'coverage_id']).where('state', '=', 'asked').doNothing())
    .returning('check_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Records what came of asking; an answer that comes twice changes nothing. */
export async function recordEligibility(
  tx: TenantTransaction,
  answered: {
    readonly checkId: EligibilityCheckId;
    readonly answer: EligibilityAnswer;
    readonly lines: readonly ExchangeLine[];
  },
): Promise<void> {
  const { checkId, answer } = answered;
  const lines = answered.lines.map((line) => ({ ...line }));
  const row = await tx.database
    .updateTable(table)
    .set({
      ...{ state: answer.outcome, reject_codes: [...answer.rejectCodes], answered_at: tx.now },
      sealed_lines: Buffer.from(await tx.sealer.seal({ table, rowId: `${checkId}:lines` }, { lines })),
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('check_id', '=', checkId)
    .where('state', '=', 'asked')
    .returning('coverage_id')
    .executeTakeFirst();
  if (row !== undefined) tx.touch(`coverage:${row.coverage_id}`);
}

/** Finds the check of a coverage that still waits for its answer. */
export async function findAskedCheck(tx: TenantTransaction, coverageId: string): Promise<EligibilityCheckId | null> {
  const row = await tx.database
    .selectFrom(table)
    .select('check_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('coverage_id', '=', coverageId)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  return (row?.check_id ?? null) as EligibilityCheckId | null;
}

/** Lists the last checks of a coverage with what went and came, the newest first. */
export async function listChecks(
  tx: TenantTransaction,
  coverageId: string,
): Promise<readonly (EligibilityCheck & { readonly lines: readonly ExchangeLine[] })[]> {
  const rows = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('coverage_id', '=', coverageId)
    .orderBy('asked_at', 'desc')
    .limit(5)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      ...{ checkId: row.check_id as EligibilityCheckId, coverageId, askedOn: row.asked_on as CalendarDay },
      ...{ askedAt: row.asked_at, askedBy: row.asked_by as StaffId | null, answeredAt: row.answered_at },
      ...{ state: row.state as EligibilityState, rejectCodes: row.reject_codes },
      lines:
        row.sealed_lines === null
          ? []
          : (
              await tx.sealer.open<{ readonly lines: readonly ExchangeLine[] }>(
                { table, rowId: `${row.check_id}:lines` },
                row.sealed_lines,
              )
            ).lines,
    })),
  );
}
