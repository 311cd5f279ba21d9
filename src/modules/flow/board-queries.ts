import { type RawBuilder, sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { TherapyId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { BoardBar, BoardCursor, BoardDimension, BoardPart } from './domain/barrier-board.ts';
import type { Surroundings } from './standing-store.ts';

/** A therapy of the board, its place on it, and who stands around it. */
export interface BoardRow extends Surroundings {
  readonly therapyId: TherapyId;
  readonly harmOn: CalendarDay;
}

const columns: Readonly<Record<BoardDimension, RawBuilder<string | null>>> = {
  barrier: sql.ref('barrier_code'),
  party: sql.ref('barrier_party'),
  stage: sql.ref('stage'),
  payer: sql`payer_id::text`,
  prescriber: sql`prescriber_id::text`,
  clinic: sql`clinic_id::text`,
  drug: sql`drug_id::text`,
  site: sql`site_id::text`,
};

/** Puts the open therapies with a barrier together by a dimension: those that hurt most patients already come first. */
export async function listBoardBars(
  tx: TenantTransaction,
  wanted: { readonly by: BoardDimension; readonly parts: readonly BoardPart[]; readonly today: CalendarDay },
): Promise<readonly BoardBar[]> {
  const { rows } = await sql<{ key: string | null; therapies: number; late: number; days: number; median: number }>`
    select key, count(*)::integer as therapies, (count(*) filter (where harm_on < ${wanted.today}::date))::integer as late,
      sum(days)::double precision as days, percentile_cont(0.5) within group (order by days) as median
    from (
      select ${columns[wanted.by]} as key, harm_on,
        greatest(0, extract(epoch from ${tx.now}::timestamptz - barrier_since) / 86400)::double precision as days
      ${fromBoard(tx, wanted.parts)}) as waiting
    group by key order by late desc, therapies desc, key`.execute(tx.database);
  return rows.map(({ key, therapies, late, days, median }) => ({
    ...{ key, therapies, late },
    daysLost: Math.floor(days),
    medianDays: Math.round(median * 10) / 10,
  }));
}

/** Lists a page of the open therapies with a barrier, those that have been without doses longest first. */
export async function listBoardRows(
  tx: TenantTransaction,
  wanted: { readonly parts: readonly BoardPart[]; readonly after: BoardCursor | null; readonly most: number },
): Promise<readonly BoardRow[]> {
  const { after } = wanted;
  const place =
    after === null ? sql`` : sql`and (harm_on, therapy_id) > (${after.harmOn}::date, ${after.therapyId}::uuid)`;
  const { rows } = await sql<BoardRow>`
    select therapy_id as "therapyId", harm_on as "harmOn", payer_id as "payerId", prescriber_id as "prescriberId",
      clinic_id as "clinicId"
    ${fromBoard(tx, wanted.parts)} ${place}
    order by harm_on, therapy_id limit ${wanted.most}`.execute(tx.database);
  return rows;
}

function fromBoard(tx: TenantTransaction, parts: readonly BoardPart[]): RawBuilder<unknown> {
  const conditions = parts.map(({ by, key }) => sql` and ${columns[by]} is not distinct from ${key}::text`);
  return sql`
    from flow.therapy_standing where tenant_id = ${tx.tenantId} and barrier_code is not null ${sql.join(conditions, sql``)}`;
}
