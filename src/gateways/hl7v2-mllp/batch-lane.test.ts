import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { BatchLane } from './batch-lane.ts';

interface Job {
  readonly key: string;
  readonly number: number;
}

function openLane(options: { readonly mostAtOnce: number; readonly sideBySide: number }) {
  const runs: (readonly Job[])[] = [];
  const running = new Set<string>();
  const lane = new BatchLane<Job, number>({
    ...options,
    keyOf: ({ key }) => key,
    run: async (jobs) => {
      for (const { key } of new Map(jobs.map((job) => [job.key, job])).values()) {
        if (running.has(key)) throw new Error(`${key} runs twice`);
        running.add(key);
      }
      runs.push(jobs);
      await wait(2);
      if (jobs.some(({ number }) => number < 0)) throw new Error('a job broke');
      for (const { key } of jobs) running.delete(key);
      return jobs.map(({ number }) => number * 10);
    },
  });
  return { lane, runs };
}

describe('a lane', () => {
  it('takes together what arrives together', async () => {
    const { lane, runs } = openLane({ mostAtOnce: 8, sideBySide: 1 });
    const outcomes = await Promise.all([1, 2, 3].map((number) => lane.submit({ key: `k${number}`, number })));
    expect(outcomes).toEqual([10, 20, 30]);
    expect(runs).toHaveLength(1);
  });

  it('takes what came meanwhile as soon as it is free, and no more than it may', async () => {
    const { lane, runs } = openLane({ mostAtOnce: 2, sideBySide: 1 });
    await Promise.all([1, 2, 3, 4, 5].map((number) => lane.submit({ key: `k${number}`, number })));
    expect(runs.map((jobs) => jobs.length)).toEqual([2, 2, 1]);
  });

  it('spreads what waits over the takings that may run side by side', async () => {
    const { lane, runs } = openLane({ mostAtOnce: 8, sideBySide: 4 });
    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((number) => lane.submit({ key: `k${number}`, number })));
    expect(runs.map((jobs) => jobs.length)).toEqual([2, 2, 2, 2]);
  });

  it('keeps the items of one key in their order and never runs two of them side by side', async () => {
    const { lane, runs } = openLane({ mostAtOnce: 2, sideBySide: 4 });
    const jobs = Array.from({ length: 40 }, (_, number) => ({ key: `k${number % 3}`, number }));
    await Promise.all(jobs.map((job) => lane.submit(job)));
    for (const key of ['k0', 'k1', 'k2']) {
      const order = runs.flat().filter((job) => job.key === key);
      expect(order.map(({ number }) => number)).toEqual(order.map(({ number }) => number).toSorted((a, b) => a - b));
    }
    expect(runs.flat()).toHaveLength(40);
  });

  it('fails only those who were taken together with what broke, and goes on', async () => {
    const { lane } = openLane({ mostAtOnce: 1, sideBySide: 1 });
    const outcomes = await Promise.allSettled([1, -1, 2].map((number) => lane.submit({ key: `k${number}`, number })));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
