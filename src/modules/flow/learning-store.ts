import { sql } from 'kysely';
import type { TherapyId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { LearnedCycle } from '../therapies/index.ts';
import type { StartCurve } from './domain/start-curve.ts';
import type { TriedForecast } from './domain/start-forecast.ts';

const rowsAtOnce = 1_000;

/** The cycles of one therapy, up to an event. */
export interface TherapyCycles {
  readonly therapyId: TherapyId;
  readonly sequence: number;
  readonly cycles: readonly LearnedCycle[];
}

/** Replaces what is known of the cycles of therapies. */
export async function saveLearnedCycles(tx: TenantTransaction, learned: readonly TherapyCycles[]): Promise<void> {
  const ids = learned.map(({ therapyId }) => therapyId);
  if (ids.length === 0) return;
  for (const table of ['flow.cycle_step', 'flow.learned_cycle'] as const) {
    tx.write(tx.database.deleteFrom(table).where('tenant_id', '=', tx.tenantId).where('therapy_id', 'in', ids));
  }
  const cycles = learned.flatMap(({ therapyId, cycles: all }) => all.map((cycle) => ({ therapyId, cycle })));
  for (const some of inChunks(cycles)) {
    const rows = some.map(({ therapyId, cycle }) => ({
      ...{ tenant_id: tx.tenantId, therapy_id: therapyId, cycle: cycle.number, cycle_kind: cycle.kind },
      ...{ received_at: cycle.receivedAt, delivered_at: cycle.deliveredAt, closed_at: cycle.closedAt },
    }));
    tx.write(tx.database.insertInto('flow.learned_cycle').values(rows));
  }
  const steps = cycles.flatMap(({ therapyId, cycle }) =>
    cycle.steps.map(({ stage, barrierCode, enteredAt, leftAt }, step) => ({
      ...{ tenant_id: tx.tenantId, therapy_id: therapyId, cycle: cycle.number, step },
      ...{ stage, barrier_code: barrierCode, entered_at: enteredAt, left_at: leftAt },
    })),
  );
  for (const some of inChunks(steps)) tx.write(tx.database.insertInto('flow.cycle_step').values(some));
  const seen = learned.map(({ therapyId, sequence }) => ({ tenant_id: tx.tenantId, therapy_id: therapyId, sequence }));
  for (const some of inChunks(seen)) {
    tx.write(
      tx.database
        .insertInto('flow.learned_therapy')
        .values(some)
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'therapy_id'])
            .doUpdateSet((set) => ({ sequence: set.ref('excluded.sequence') })),
        ),
    );
  }
}

/**
 * Computes anew how long finished cycles usually are in each stage: the median over the cycles that were delivered and have
 * left the stage, of which a stage may have been shown several times.
 */
export async function renewStageUsuals(tx: TenantTransaction): Promise<void> {
  tx.write(tx.database.deleteFrom('flow.stage_usual').where('tenant_id', '=', tx.tenantId));
  await sql`
    insert into flow.stage_usual (tenant_id, cycle_kind, stage, cycles, median_minutes)
    select ${tx.tenantId}::integer, cycle_kind, stage, count(*)::integer,
      round(percentile_cont(0.5) within group (order by minutes))::integer
    from (
      select cycle.cycle_kind, step.stage, sum(extract(epoch from step.left_at - step.entered_at) / 60) as minutes
      from flow.learned_cycle as cycle
      join flow.cycle_step as step on step.tenant_id = cycle.tenant_id
        and step.therapy_id = cycle.therapy_id and step.cycle = cycle.cycle
      where cycle.tenant_id = ${tx.tenantId} and cycle.delivered_at is not null
      group by cycle.therapy_id, cycle.cycle, cycle.cycle_kind, step.stage
      having bool_and(step.left_at is not null)) as stay
    group by cycle_kind, stage`.execute(tx.database);
}

/** Replaces the curves of starts. */
export function saveStartCurves(tx: TenantTransaction, curves: ReadonlyMap<string, StartCurve>): void {
  tx.write(tx.database.deleteFrom('flow.start_curve').where('tenant_id', '=', tx.tenantId));
  const rows = [...curves].map(([key, { starts, points }]) => ({
    ...{ tenant_id: tx.tenantId, curve_key: key, starts },
    points: JSON.stringify(points),
  }));
  for (const some of inChunks(rows)) tx.write(tx.database.insertInto('flow.start_curve').values(some));
}

/** Replaces the forecasts that were tried on history. */
export function saveTriedForecasts(
  tx: TenantTransaction,
  tried: readonly (TriedForecast & { readonly therapyId: TherapyId })[],
): void {
  tx.write(tx.database.deleteFrom('flow.start_backtest').where('tenant_id', '=', tx.tenantId));
  const rows = tried.map(({ therapyId, step, stage, forecast, actualMinutes }) => ({
    ...{ tenant_id: tx.tenantId, therapy_id: therapyId, step, stage, actual_minutes: actualMinutes },
    ...{ low_minutes: forecast.lowMinutes, middle_minutes: forecast.middleMinutes, high_minutes: forecast.highMinutes },
  }));
  for (const some of inChunks(rows)) tx.write(tx.database.insertInto('flow.start_backtest').values(some));
}

/** Saves that the cycles are learned. */
export function saveLearnedAt(tx: TenantTransaction, learnedAt: Instant): void {
  tx.write(
    tx.database
      .insertInto('flow.learning')
      .values({ tenant_id: tx.tenantId, learned_at: learnedAt })
      .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ learned_at: learnedAt })),
  );
}

function inChunks<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, index) =>
    rows.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  );
}
