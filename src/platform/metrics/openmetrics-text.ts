/** What a metric is and how it is read. The unit ends the name, as the format wants it. */
export interface MetricKind {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly unit: 'seconds' | 'bytes' | null;
  readonly help: string;
}

/** One value of a metric. Labels hold codes, counts and tenant numbers, never names or patient data. */
export interface MetricSample {
  readonly suffix: '' | '_total' | '_bucket' | '_sum' | '_count';
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A metric with its values. */
export interface MetricFamily {
  readonly kind: MetricKind;
  readonly samples: readonly MetricSample[];
}

/** The content type of the text format, version 1.0 (https://prometheus.io/docs/specs/om/open_metrics_spec/). */
export const openMetricsType = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** Writes metrics as OpenMetrics text 1.0: each family once with its type, unit and help, then its samples, then the end mark. */
export function writeOpenMetrics(families: readonly MetricFamily[]): string {
  const lines = families.flatMap(({ kind: { name, type, unit, help }, samples }) => [
    `# TYPE ${name} ${type}`,
    ...(unit === null ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escapeText(help)}`,
    ...samples.map(({ suffix, labels, value }) => `${name}${suffix}${writeLabels(labels)} ${writeValue(value)}`),
  ]);
  return `${[...lines, '# EOF'].join('\n')}\n`;
}

function writeLabels(labels: MetricSample['labels']): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeText(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}

function writeValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return String(value);
}
