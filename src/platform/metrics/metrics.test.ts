import { describe, expect, it } from 'vitest';
import { openTestPlatform, testStart } from '../../../test/support/test-platform.ts';
import { addMinutes } from '../../kernel/instant.ts';
import { createMetricsServer } from './metrics-server.ts';
import { openMetricsType, writeOpenMetrics } from './openmetrics-text.ts';

interface Read {
  readonly type: string;
  readonly samples: Map<string, number>;
}

const name = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const sampleLine = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (\S+)$/;
const suffixes: Readonly<Record<string, RegExp>> = {
  counter: /^_total$/,
  gauge: /^$/,
  histogram: /^_(bucket|sum|count)$/,
};

/** Reads OpenMetrics text 1.0 strictly: the order of lines, suffixes by type, units, the end mark; throws at the first fault. */
function readOpenMetrics(text: string): Map<string, Read> {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.pop() !== '# EOF') throw new Error('the end mark is missing');
  const families = new Map<string, Read>();
  let current = '';
  for (const line of lines) {
    const described = /^# (TYPE|UNIT|HELP) (\S+) (.+)$/.exec(line);
    if (described !== null) {
      const [, word, family = '', rest = ''] = described;
      if (word === 'TYPE') {
        if (!name.test(family) || families.has(family)) throw new Error(`a family comes twice: ${line}`);
        families.set(family, { type: rest, samples: new Map() });
        current = family;
      } else if (family !== current) throw new Error(`out of place: ${line}`);
      if (word === 'UNIT' && !family.endsWith(`_${rest}`)) throw new Error(`the unit does not end the name: ${line}`);
      continue;
    }
    const [, sample = '', labels = '', value = ''] = sampleLine.exec(line) ?? [];
    const family = families.get(current);
    const suffix = sample.slice(current.length);
    if (family === undefined || !sample.startsWith(current) || suffixes[family.type]?.test(suffix) !== true) {
      throw new Error(`not a sample of its family: ${line}`);
    }
    if (value !== '+Inf' && !Number.isFinite(Number(value))) throw new Error(`not a number: ${line}`);
    const key = `${suffix}{${labels}}`;
    if (family.samples.has(key)) throw new Error(`a sample comes twice: ${line}`);
    family.samples.set(key, Number(value));
  }
  return families;
}

describe('metrics', () => {
  it('are OpenMetrics text: what is written is read back, with what has to be escaped', () => {
    const kind = { name: 'a_seconds', type: 'gauge', unit: 'seconds', help: 'One\nline, a \\ and a "' } as const;
    const text = writeOpenMetrics([{ kind, samples: [{ suffix: '', labels: { le: 'a "quoted"\n\\' }, value: 0.5 }] }]);
    expect(text).toBe(
      '# TYPE a_seconds gauge\n# UNIT a_seconds seconds\n# HELP a_seconds One\\nline, a \\\\ and a \\"\n' +
        'a_seconds{le="a \\"quoted\\"\\n\\\\"} 0.5\n# EOF\n',
    );
    expect(readOpenMetrics(text).get('a_seconds')?.samples.size).toBe(1);
  });

  it.each([
    ['a\n', 'the end mark'],
    ['# TYPE a counter\na 1\n# EOF\n', 'not a sample'],
    ['# TYPE a gauge\n# UNIT a seconds\n# EOF\n', 'the unit'],
    ['# TYPE a gauge\na 1\na 2\n# EOF\n', 'twice'],
  ])('the reader of this test finds the fault in %o', (text, fault) => {
    expect(() => readOpenMetrics(text)).toThrow(fault);
  });

  it('tell requests, transactions, connections, waiting work by tenant number, memory and lag, and name nobody', async () => {
    const platform = await openTestPlatform();
    const server = createMetricsServer(platform);
    try {
      await platform.transact(async (tx) => {
        await tx.setTimer({ kind: 'test.wait', subject: 'a', dueAt: testStart, payload: {} });
        await tx.audit({ action: 'test.read', outcome: 'done', patientIds: [] });
        tx.count('inboundMessages', { partner_kind: 'ehr', outcome: 'applied' });
      });
      await expect(
        platform.transact(async (tx) => {
          tx.count('inboundMessages', { partner_kind: 'ehr', outcome: 'applied' });
          throw new Error('in vain');
        }),
      ).rejects.toThrow('in vain');
      platform.metrics.count('httpRequests', { route: '/api/work/list-queues', method: 'POST', status: '200' });
      platform.metrics.observe('httpRequest', { route: '/api/work/list-queues' }, 0.02);
      platform.clock.moveTo(addMinutes(testStart, 2));
      const answer = await server.inject({ url: '/metrics' });
      expect(answer.headers['content-type']).toBe(openMetricsType);
      const read = readOpenMetrics(answer.body);
      const readValue = (family: string, key: string) => read.get(family)?.samples.get(key);
      expect(readValue('theriac_inbound_messages', '_total{tenant="1",partner_kind="ehr",outcome="applied"}')).toBe(1);
      expect(readValue('theriac_timers_late', '{tenant="1"}')).toBe(1);
      expect(readValue('theriac_timer_lateness_seconds', '{tenant="1"}')).toBe(120);
      expect(readValue('theriac_outbox_deliveries', '{tenant="1"}')).toBe(0);
      expect(readValue('theriac_audit_chain_lag_seconds', '{tenant="1"}')).toBe(120);
      expect(
        readValue('theriac_http_request_duration_seconds', '_bucket{route="/api/work/list-queues",le="0.01"}'),
      ).toBe(0);
      expect(
        readValue('theriac_http_request_duration_seconds', '_bucket{route="/api/work/list-queues",le="0.025"}'),
      ).toBe(1);
      expect(readValue('theriac_transaction_duration_seconds', '_count{}')).toBeGreaterThan(2);
      expect(readValue('theriac_process_memory_bytes', '{area="resident"}')).toBeGreaterThan(1_000_000);
      expect(readValue('theriac_database_connections', '{pool="work",state="awaited"}')).toBe(0);
      expect(read.has('theriac_event_loop_lag_seconds')).toBe(true);
      expect(answer.body).not.toMatch(/First Health|first/);
    } finally {
      await server.close();
      await platform.close();
    }
  });
});
