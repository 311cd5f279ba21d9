import type { MetricFamily, MetricKind, MetricSample } from './openmetrics-text.ts';

type Labels = Readonly<Record<string, string>>;

/** What the program counts while it works. */
const counters = {
  httpRequests: {
    name: 'theriac_http_requests',
    help: 'Requests answered, by the template of their route and the status of the answer.',
  },
  inboundMessages: {
    name: 'theriac_inbound_messages',
    help: 'Messages of partners that were settled, by kind of partner and outcome.',
  },
} as const;

/** What it measures the time of. */
const durations = {
  httpRequest: {
    name: 'theriac_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer, by the template of its route.',
  },
  transaction: {
    name: 'theriac_transaction_duration_seconds',
    help: 'Time from taking a connection to the commit or rollback of a tenant transaction.',
  },
} as const;

/** The code of a counter. */
export type CounterCode = keyof typeof counters;
type DurationCode = keyof typeof durations;

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

interface Histogram {
  readonly labels: Labels;
  /** How many fell at or below each bound and not below the one before it; the last is beyond all. */
  readonly counts: number[];
  sum: number;
}

/** Counts and times of one process. */
export interface Metrics {
  count(counter: CounterCode, labels: Labels): void;
  observe(duration: DurationCode, labels: Labels, seconds: number): void;
  /** Adds values that are read when somebody asks for them. */
  addSource(read: () => Promise<readonly MetricFamily[]>): void;
  collect(): Promise<readonly MetricFamily[]>;
}

/** Creates the counts and times of this process. */
export function createMetrics(): Metrics {
  const counted = new Map<CounterCode, Map<string, { readonly labels: Labels; value: number }>>();
  const observed = new Map<DurationCode, Map<string, Histogram>>();
  const sources: (() => Promise<readonly MetricFamily[]>)[] = [];
  return {
    count(counter, labels) {
      const series = counted.get(counter) ?? new Map();
      counted.set(counter, series);
      const key = JSON.stringify(labels);
      const found = series.get(key) ?? { labels, value: 0 };
      series.set(key, found);
      found.value += 1;
    },
    observe(duration, labels, seconds) {
      const series = observed.get(duration) ?? new Map<string, Histogram>();
      observed.set(duration, series);
      const key = JSON.stringify(labels);
      const found = series.get(key) ?? { labels, counts: new Array<number>(bounds.length + 1).fill(0), sum: 0 };
      series.set(key, found);
      const index = bounds.findIndex((bound) => seconds <= bound);
      const place = index === -1 ? bounds.length : index;
      found.counts[place] = (found.counts[place] ?? 0) + 1;
      found.sum += seconds;
    },
    addSource: (read) => void sources.push(read),
    async collect() {
      const own = [
        ...Object.entries(counters).map(([code, { name, help }]) => ({
          kind: { name, help, type: 'counter', unit: null } satisfies MetricKind,
          samples: [...(counted.get(code as CounterCode)?.values() ?? [])].map(
            ({ labels, value }): MetricSample => ({ suffix: '_total', labels, value }),
          ),
        })),
        ...Object.entries(durations).map(([code, { name, help }]) => ({
          kind: { name, help, type: 'histogram', unit: 'seconds' } satisfies MetricKind,
          samples: [...(observed.get(code as DurationCode)?.values() ?? [])].flatMap(toSamples),
        })),
      ];
      const read = await Promise.all(sources.map((source) => source()));
      return [...own, ...read.flat()];
    },
  };
}

function toSamples({ labels, counts, sum }: Histogram): readonly MetricSample[] {
  let total = 0;
  const buckets = counts.map((count, index): MetricSample => {
    total += count;
    const bound = bounds[index];
    return { suffix: '_bucket', labels: { ...labels, le: bound === undefined ? '+Inf' : String(bound) }, value: total };
  });
  return [...buckets, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: total }];
}
