import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listIndependentGroups } from './independent-groups.ts';

const keysOf = (item: string): readonly string[] => item.split('').filter((key) => key !== '-');

test('items that share a key stand in one group, in their order, also when only a later item connects them', () => {
  expect(listIndependentGroups(['a', 'b', 'c', 'ab', 'd'], keysOf)).toEqual([['c'], ['a', 'b', 'ab'], ['d']]);
});

test('an item without a key puts all of them in one group', () => {
  expect(listIndependentGroups(['a', '-', 'b'], keysOf)).toEqual([['a', '-', 'b']]);
});

test('no key stands in two groups and no item is lost', () => {
  const keyed = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(keyed, { maxLength: 8 }), (items) => {
      const groups = listIndependentGroups(items, keysOf);
      expect(groups.flat().toSorted()).toEqual(items.toSorted());
      const keys = groups.flatMap((group) => [...new Set(group.flatMap(keysOf))]);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});
