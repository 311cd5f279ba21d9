import { monitorEventLoopDelay } from 'node:perf_hooks';
import type pg from 'pg';
import type { MetricFamily, MetricKind, MetricSample } from './openmetrics-text.ts';

const nanosecondsPerSecond = 1e9;

/** Watches this process: its memory, how late its event loop runs, and its database connections. */
export function watchProcess(pools: Readonly<Record<string, pg.Pool>>): {
  read(): Promise<readonly MetricFamily[]>;
  stop(): void;
} {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  return {
    stop: () => delay.disable(),
    read: async () => {
      const { rss, heapUsed, external } = process.memoryUsage();
      const lag = [0.5, 0.99, 1].map((share) =>
        sample({ quantile: String(share) }, lagAt(delay.percentile(share * 100))),
      );
      delay.reset();
      const connections = Object.entries(pools).flatMap(([pool, { totalCount, idleCount, waitingCount }]) => [
        sample({ pool, state: 'busy' }, totalCount - idleCount),
        sample({ pool, state: 'idle' }, idleCount),
        sample({ pool, state: 'awaited' }, waitingCount),
      ]);
      return [
        family(
          'theriac_database_connections',
          null,
          'Connections of this process, and requests that wait for one.',
          connections,
        ),
        family('theriac_process_memory_bytes', 'bytes', 'Memory of this process.', [
          sample({ area: 'resident' }, rss),
          sample({ area: 'heap' }, heapUsed),
          sample({ area: 'external' }, external),
        ]),
        family(
          'theriac_event_loop_lag_seconds',
          'seconds',
          'How late the event loop ran since it was last asked.',
          lag,
        ),
      ];
    },
  };
}

function lagAt(nanoseconds: number): number {
  return Number.isFinite(nanoseconds) ? nanoseconds / nanosecondsPerSecond : 0;
}

function sample(labels: MetricSample['labels'], value: number): MetricSample {
  return { suffix: '', labels, value };
}

function family(name: string, unit: MetricKind['unit'], help: string, samples: readonly MetricSample[]): MetricFamily {
  return { kind: { name, unit, help, type: 'gauge' }, samples };
}
