// Row 5: reading HL7 version 2. 30,000 generated orders, admissions and results of about 1.24 kB, as text in memory; each
// contender in a process of its own, alternating rounds. @medplum/core checks nothing when it parses, so it is compared
// with openMessage, which checks nothing either; readMessage with all its checks is printed beside it.
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { RoundResult, Task } from './hl7v2-read-peer.ts';

const rounds = 7;
const count = 30_000;

const own = await start('theriac');
const medplum = await start('medplum');

const contests = {
  fields: [own, medplum],
  tree: [own, medplum],
  'bytes-fields': [own, medplum],
  latency: [own, medplum],
  'checked-fields': [own],
  megabyte: [own],
} as const;
const results = await runContests();
const [fields, medplumFields] = [of(own, 'fields'), of(medplum, 'fields')];

print('three fields (MSH-9, PID-3, PID-5), unchecked', fields, medplumFields, 15);
print('three fields after every check of readMessage', of(own, 'checked-fields'), medplumFields);
print('three fields from bytes, after every check', of(own, 'bytes-fields'), of(medplum, 'bytes-fields'));
print('every component as text', of(own, 'tree'), of(medplum, 'tree'), 2);
const [ownSpread, medplumSpread] = [spread(of(own, 'latency')), spread(of(medplum, 'latency'))];
console.log(
  `p99/p50 of three fields: theriac ${ownSpread.toFixed(1)} (goal at most 5), @medplum/core ${medplumSpread.toFixed(1)}`,
);
const growth = perByte(of(own, 'megabyte')) / perByte(of(own, 'checked-fields'));
console.log(`1 MB in OBX-5: ${growth.toFixed(2)}x the time per byte of ordinary messages (goal at most 1.2x)`);
own.kill();
medplum.kill();

async function start(name: string): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'hl7v2-read-peer.ts'), [name]);
  await new Promise((resolve) => child.once('message', resolve));
  return child;
}

function run(child: ChildProcess, task: Task): Promise<RoundResult> {
  return new Promise((resolve) => {
    child.once('message', (result) => resolve(result as RoundResult));
    child.send(task);
  });
}

/** Runs every task of every contender in turn, round after round; the first two rounds warm them up. */
async function runContests(): Promise<Map<string, RoundResult[]>> {
  const collected = new Map<string, RoundResult[]>();
  for (let round = -2; round < rounds; round += 1) {
    for (const [task, contenders] of Object.entries(contests)) {
      const sums = new Set<number>();
      for (const contender of contenders) {
        const result = await run(contender, task as Task);
        sums.add(result.sum);
        const key = `${task} ${contender.pid}`;
        if (round >= 0) collected.set(key, [...(collected.get(key) ?? []), result]);
      }
      if (task !== 'tree' && sums.size > 1) throw new Error(`the contenders read different texts in ${task}`);
    }
  }
  return collected;
}

function of(contender: ChildProcess, task: Task): readonly RoundResult[] {
  return results.get(`${task} ${contender.pid}`) ?? [];
}

function perByte(own: readonly RoundResult[]): number {
  return median(own.map((result) => result.milliseconds / result.bytes));
}

function print(what: string, mine: readonly RoundResult[], theirs: readonly RoundResult[], goal?: number): void {
  const rate = (results: readonly RoundResult[]): number => (count * 1000) / median(results.map((r) => r.milliseconds));
  const ratio = rate(mine) / rate(theirs);
  const verdict = goal === undefined ? '' : ` (goal ${goal}x: ${ratio >= goal ? 'reached' : 'not reached'})`;
  const show = (results: readonly RoundResult[]): string => Math.round(rate(results)).toLocaleString('en-US');
  console.log(
    `${what}: ${ratio.toFixed(1)}x${verdict}; theriac ${show(mine)}/s, @medplum/core 5.2.13 ${show(theirs)}/s`,
  );
}

function spread(results: readonly RoundResult[]): number {
  return median(results.map((result) => (result.p99 ?? 0) / (result.p50 ?? 1)));
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
