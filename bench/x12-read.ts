// Rows 1 and 2: reading an 835 of 1,000, 10,000 and 100,000 claims of one service line, balanced by line, claim and payment, as columns
// and as typed objects; each contender in a process of its own, alternating rounds. node-x12 checks no balance and is measured up to
// 10,000 claims, because at 100,000 it takes gigabytes. JSON.parse reads what the typed reader returns.
import { type ChildProcess, fork } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import type { RoundResult, Task } from './x12-read-peer.ts';

const rounds = 7;
const warmUps = 2;
const ways = ['columns', 'typed', 'json', 'node-x12'] as const;
const sizes = [1_000, 10_000, 100_000] as const;

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

const children = new Map<Task['way'], ChildProcess>();
for (const way of ways) {
  const child = fork(join(import.meta.dirname, 'x12-read-peer.ts'));
  await new Promise((resolve) => child.once('message', resolve));
  children.set(way, child);
}

function ask(task: Task): Promise<RoundResult> {
  return new Promise((resolve) => {
    const child = children.get(task.way);
    child?.once('message', (result) => resolve(result as RoundResult));
    child?.send(task);
  });
}

console.log(`load ${loadavg()[0]?.toFixed(1)}`);
const times = new Map<string, { readonly milliseconds: number; readonly bytes: number }>();
for (const claims of sizes) {
  const contenders = ways.filter((way) => way !== 'node-x12' || claims <= 10_000);
  const results = new Map<Task['way'], RoundResult[]>(contenders.map((way) => [way, []]));
  for (let round = -warmUps; round < rounds; round += 1)
    for (const way of round % 2 === 0 ? contenders : contenders.toReversed()) {
      const result = await ask({ way, claims });
      if (round >= 0) results.get(way)?.push(result);
    }
  const totals = new Set([...results.values()].flatMap((list) => list.flatMap(({ total }) => total ?? [])));
  if (totals.size !== 1) throw new Error('the contenders do not agree');
  for (const [way, list] of results) {
    const milliseconds = median(list.map((one) => one.milliseconds));
    const bytes = list[0]?.bytes ?? 0;
    times.set(`${way} ${claims}`, { milliseconds, bytes });
    const resident = Math.max(...list.map(({ residentBytes }) => residentBytes));
    console.log(
      `${claims} claims, ${way}: ${milliseconds.toFixed(1)} ms, ${(bytes / 1_000 / milliseconds).toFixed(0)} MB/s of 835, ${Math.round(resident / 1e6)} MB resident`,
    );
  }
}

function compare(
  name: string,
  own: string,
  peer: string,
  goal: { readonly least: number } | { readonly most: number },
) {
  const [left, right] = [times.get(own), times.get(peer)];
  if (left === undefined || right === undefined) return;
  const speed = right.milliseconds / left.milliseconds;
  const [value, isReached, words] =
    'least' in goal
      ? [speed, speed >= goal.least, `at least ${goal.least}`]
      : [1 / speed, 1 / speed <= goal.most, `at most ${goal.most}`];
  console.log(`${name}: ${value.toFixed(2)}x (goal ${words}${isReached ? '' : ', NOT REACHED'})`);
}

compare('columns against node-x12, 10,000 claims', 'columns 10000', 'node-x12 10000', { least: 30 });
compare('columns against JSON.parse, 100,000 claims', 'columns 100000', 'json 100000', { least: 1.5 });
compare('time of typed objects over JSON.parse, 10,000 claims', 'typed 10000', 'json 10000', { most: 1.1 });
compare('time of typed objects over JSON.parse, 100,000 claims', 'typed 100000', 'json 100000', { most: 1.1 });
compare('typed objects against node-x12, 10,000 claims', 'typed 10000', 'node-x12 10000', { least: 8 });
const slope = (way: string): number =>
  Math.log((times.get(`${way} 100000`)?.milliseconds ?? 1) / (times.get(`${way} 1000`)?.milliseconds ?? 1)) /
  Math.log(100);
for (const way of ['columns', 'typed'])
  console.log(`growth of ${way}, 1,000 to 100,000 claims: slope ${slope(way).toFixed(2)} (goal at most 1.05)`);
for (const child of children.values()) child.kill();
