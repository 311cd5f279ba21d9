import { expect, test } from 'vitest';
import { gatherNames } from './gathered-names.ts';

test('lines that ask at the same time are answered by one call, each id once', async () => {
  const calls: (readonly number[])[] = [];
  const load = gatherNames(async (ids: readonly number[]) => {
    calls.push(ids);
    return new Map(ids.filter((id) => id !== 3).map((id) => [id, `name ${id}`]));
  });
  expect(await Promise.all([load(1), load(2), load(1), load(3)])).toEqual(['name 1', 'name 2', 'name 1', null]);
  expect(calls).toEqual([[1, 2, 3]]);
});

test('more ids than one call may hold are asked in several, and a call that fails leaves its lines without a name', async () => {
  const sizes: number[] = [];
  const load = gatherNames(async (ids: readonly number[]) => {
    sizes.push(ids.length);
    if (ids.includes(150)) throw new Error('out of reach');
    return new Map(ids.map((id) => [id, id]));
  });
  const names = await Promise.all(Array.from({ length: 151 }, (_, id) => load(id)));
  expect(sizes).toEqual([100, 51]);
  expect(names.filter((name) => name !== null)).toHaveLength(100);
});
