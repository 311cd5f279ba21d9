import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { MetricFamily, MetricKind } from './openmetrics-text.ts';

interface WaitingRow {
  readonly tenant_id: TenantId;
  readonly deliveries: number;
  readonly deliveries_dead: number;
  readonly delivery_age_seconds: number;
  readonly timers: number;
  readonly timers_late: number;
  readonly timers_dead: number;
  readonly timer_lateness_seconds: number;
  readonly unchained_age_seconds: number;
}

const readings: readonly (readonly [Exclude<keyof WaitingRow, 'tenant_id'>, MetricKind])[] = [
  ['deliveries', gauge('theriac_outbox_deliveries', 'Announced facts that a subscriber has not heard yet.')],
  [
    'deliveries_dead',
    gauge('theriac_outbox_deliveries_dead', 'Deliveries set aside for a person after the last attempt.'),
  ],
  ['delivery_age_seconds', age('theriac_outbox_age_seconds', 'How long the oldest delivery has been due.')],
  ['timers', gauge('theriac_timers', 'Waits with a due time.')],
  ['timers_late', gauge('theriac_timers_late', 'Waits that are over and not acted on yet.')],
  ['timers_dead', gauge('theriac_timers_dead', 'Timers set aside for a person after the last attempt.')],
  ['timer_lateness_seconds', age('theriac_timer_lateness_seconds', 'How long the latest of them is over.')],
  [
    'unchained_age_seconds',
    age('theriac_audit_chain_lag_seconds', 'Age of the oldest audit entry that no link covers yet.'),
  ],
];

/** Reads what waits in the database, by number of the tenant. */
export async function readWaitingWork(pool: pg.Pool, now: Instant): Promise<readonly MetricFamily[]> {
  const { rows } = await pool.query<WaitingRow>('select * from platform.measure_waiting_work($1)', [now]);
  return readings.map(([column, kind]) => ({
    kind,
    samples: rows.map((row) => ({ suffix: '', labels: { tenant: String(row.tenant_id) }, value: Number(row[column]) })),
  }));
}

function gauge(name: string, help: string): MetricKind {
  return { name, help, type: 'gauge', unit: null };
}

function age(name: string, help: string): MetricKind {
  return { name, help, type: 'gauge', unit: 'seconds' };
}
