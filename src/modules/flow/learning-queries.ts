import { sql } from 'kysely';
import type { TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { CycleKind, StageCode } from '../pathways/language.ts';
import type { StageUsual } from './domain/stage-usual.ts';
import type { StartCurve, StartCycle } from './domain/start-curve.ts';

/** A forecast that was tried on the history of a therapy. */
export interface BacktestRow {
  readonly therapyId: TherapyId;
  readonly number: number;
  readonly stage: StageCode;
  readonly lowMinutes: number;
  readonly middleMinutes: number;
  readonly highMinutes: number | null;
  readonly actualMinutes: number;
}

/** Finds when the cycles were last learned; null when never. */
export async function findLearnedAt(tx: TenantTransaction): Promise<Instant | null> {
  const row = await tx.database
    .selectFrom('flow.learning')
    .select('learned_at')
    .where('tenant_id', '=', tx.tenantId)
    .executeTakeFirst();
  return row?.learned_at ?? null;
}

/** Lists therapies that stand elsewhere than when their cycles were learned. */
export async function listUnlearned(tx: TenantTransaction, most: number): Promise<readonly TherapyId[]> {
  const { rows } = await sql<{ therapy_id: TherapyId }>`
    select standing.therapy_id from flow.therapy_standing as standing
    left join flow.learned_therapy as learned
      on learned.tenant_id = standing.tenant_id and learned.therapy_id = standing.therapy_id
    where standing.tenant_id = ${tx.tenantId} and coalesce(learned.sequence, 0) < standing.sequence
    order by standing.therapy_id limit ${most}`.execute(tx.database);
  return rows.map((row) => row.therapy_id);
}

/** Lists all start cycles of history with their steps, the oldest first. */
export async function listStartCycles(
  tx: TenantTransaction,
): Promise<readonly (StartCycle & { readonly therapyId: TherapyId })[]> {
  const cycles = await tx.database
    .selectFrom('flow.learned_cycle')
    .select(['therapy_id', 'cycle', 'received_at', 'delivered_at', 'closed_at'])
    .where('tenant_id', '=', tx.tenantId)
    .where('cycle_kind', '=', 'start')
    .where('cycle', '=', 1)
    .orderBy('received_at')
    .orderBy('therapy_id')
    .execute();
  const steps = await tx.database
    .selectFrom('flow.cycle_step')
    .select(['therapy_id', 'stage', 'barrier_code', 'entered_at', 'left_at'])
    .where('tenant_id', '=', tx.tenantId)
    .where('cycle', '=', 1)
    .orderBy('therapy_id')
    .orderBy('step')
    .execute();
  const stepsOf = Map.groupBy(steps, (step) => step.therapy_id);
  return cycles.map((cycle) => ({
    therapyId: cycle.therapy_id as TherapyId,
    receivedAt: cycle.received_at,
    deliveredAt: cycle.delivered_at,
    closedAt: cycle.closed_at,
    steps: (stepsOf.get(cycle.therapy_id) ?? []).map((step) => ({
      stage: step.stage as StageCode,
      barrierCode: step.barrier_code,
      enteredAt: step.entered_at,
      leftAt: step.left_at,
    })),
  }));
}

/** Lists how long finished cycles of a kind usually are in each stage. */
export async function listStageUsuals(tx: TenantTransaction, kind: CycleKind): Promise<readonly StageUsual[]> {
  const rows = await tx.database
    .selectFrom('flow.stage_usual')
    .select(['stage', 'cycles', 'median_minutes'])
    .where('tenant_id', '=', tx.tenantId)
    .where('cycle_kind', '=', kind)
    .execute();
  return rows.map((row) => ({
    stage: row.stage as StageCode,
    cycles: row.cycles,
    medianMinutes: row.median_minutes,
  }));
}

/** Lists curves of starts by their keys; one that history does not have is absent. */
export async function listStartCurves(
  tx: TenantTransaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, StartCurve>> {
  const rows = await tx.database
    .selectFrom('flow.start_curve')
    .select(['curve_key', 'starts', 'points'])
    .where('tenant_id', '=', tx.tenantId)
    .where('curve_key', 'in', keys)
    .execute();
  return new Map(
    rows.map((row) => [row.curve_key, { starts: row.starts, points: row.points as unknown as StartCurve['points'] }]),
  );
}

/** Lists the forecasts that were tried on the history of therapies that may be seen. */
export async function listBacktest(tx: TenantTransaction): Promise<readonly BacktestRow[]> {
  const rows = await tx.database
    .selectFrom('flow.start_backtest as tried')
    .innerJoin('flow.therapy_standing as standing', (join) =>
      join.onRef('standing.tenant_id', '=', 'tried.tenant_id').onRef('standing.therapy_id', '=', 'tried.therapy_id'),
    )
    .select(['tried.therapy_id', 'standing.number', 'tried.stage', 'tried.low_minutes', 'tried.middle_minutes'])
    .select(['tried.high_minutes', 'tried.actual_minutes'])
    .where('tried.tenant_id', '=', tx.tenantId)
    .orderBy('tried.therapy_id')
    .orderBy('tried.step')
    .execute();
  return rows.map((row) => ({
    therapyId: row.therapy_id as TherapyId,
    number: row.number,
    stage: row.stage as StageCode,
    lowMinutes: row.low_minutes,
    middleMinutes: row.middle_minutes,
    highMinutes: row.high_minutes,
    actualMinutes: row.actual_minutes,
  }));
}
