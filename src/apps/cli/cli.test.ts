import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'theriac-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the command line as a person does, without a running program. */
function theriac(...words: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    const env = { ...process.env, THERIAC_STATE: join(folder, 'state'), THERIAC_WEB_PORT: '1' };
    execFile(process.execPath, ['tools/theriac.mjs', ...words], { env }, (failure, out, error) => {
      resolve({ code: failure === null ? 0 : Number(failure.code), out, error });
    });
  });
}

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const facts = {
  timeZone: 'America/New_York',
  calendar: '24/7',
  received: '2026-03-02T09:00',
  ready: '2026-03-02T15:00',
  waits: [{ reason: 'awaiting_payer', from: '2026-03-02T10:00', to: '2026-03-02T11:30' }],
  interventions: [],
  slaMinutes: 480,
};

describe('the command line', { timeout: 60_000 }, () => {
  test('lists its commands, and says of an unknown one that it is called wrongly', async () => {
    const [help, unknown, family] = await Promise.all([theriac('help'), theriac('juggle'), theriac('evaluate')]);
    expect(help.code).toBe(0);
    for (const name of ['start', 'audit verify', 'keys rotate', 'user create', 'client create', 'send', 'journey'])
      expect(help.out).toContain(`  ${name}`);
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(family).toMatchObject({ code: 2, out: '' });
    expect(family.error).toContain('evaluate turnaround, evaluate pdc');
  });

  test('evaluates a turnaround as one JSON object', async () => {
    const run = await theriac('evaluate', 'turnaround', write('facts.json', facts), '--json');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.out)).toMatchObject({ totalMinutes: 360, pausedMinutes: 90, pharmacyMinutes: 270 });
  });

  test('evaluates adherence and denials as one JSON object each, and names what cannot be read', async () => {
    const fills = ['2018-03-25', '2018-07-05', '2018-09-25'].map((date) => ({
      date,
      days: 90,
      ingredient: 'metformin',
    }));
    const member = { period: ['2018-01-01', '2018-12-31'], member: { age: 60, fills } };
    const denials = { asOf: '2026-03-10', thinBelow: 5, denials: [{ id: 'a', reason: 'exclusion' }] };
    const drug = { period: member.period, fills: fills.map(({ date, days }) => ({ date, days })) };
    const [pdc, possession, refused] = await Promise.all([
      theriac('evaluate', 'pdc', write('pdc.json', member)),
      theriac('evaluate', 'possession', write('possession.json', drug)),
      theriac('evaluate', 'denials', write('denials.json', denials), '--json'),
    ]);
    expect(JSON.parse(pdc.out)).toMatchObject({ coveredDays: 270, pdc6: '0.957447', numerator: true });
    expect(JSON.parse(possession.out)).toMatchObject({ persistenceDays: 282 });
    expect([pdc.code, possession.code, refused.code]).toEqual([0, 0, 1]);
    expect(JSON.parse(refused.out).problems[0]).toMatchObject({ where: '$.denials[0].planType', code: 'missing' });
  });

  test('names a key of the facts that it does not know', async () => {
    const run = await theriac('evaluate', 'turnaround', write('unknown.json', { ...facts, colour: 'blue' }));
    expect(run.code).toBe(1);
    expect(run.error).toContain('$.colour');
  });

  test('says that a file is no JSON, and that another is not there', async () => {
    const [broken, absent] = await Promise.all([
      theriac('evaluate', 'turnaround', write('broken.json', '{')),
      theriac('evaluate', 'turnaround', join(folder, 'absent.json')),
    ]);
    expect([broken.code, absent.code]).toEqual([1, 2]);
    expect(absent.error).toContain('cannot be opened');
  });

  test('finds the program out of reach when nothing runs', async () => {
    const run = await theriac('health', '--json');
    expect(run.code).toBe(1);
    expect(JSON.parse(run.out)).toEqual({ web: 'out of reach', database: 'unknown' });
  });

  test('refuses a part to start, a moment and an address that are none', async () => {
    const runs = [
      await theriac('start', '--run', 'kitchen'),
      await theriac('journey', 'T-1', '--as-of', 'yesterday'),
      await theriac('user', 'create', 'ida', '--roles', 'wizard'),
      await theriac('send', write('note.txt', 'hello')),
    ];
    expect(runs.map((run) => run.code)).toEqual([2, 2, 2, 2]);
    expect(runs[0]?.error).toContain('web, worker, gateways');
  });
});
