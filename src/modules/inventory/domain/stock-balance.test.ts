import fc from 'fast-check';
import { expect, test } from 'vitest';
import { computeBalance, effectOf, isPossible, type MovementKind } from './stock-balance.ts';

test('what is dispensed leaves the shelf and its reservation', () => {
  const effects = [effectOf('received', 30_000), effectOf('reserved', 10_000), effectOf('dispensed', 10_000)];
  expect(computeBalance(effects)).toEqual({ onHandThousandths: 20_000, reservedThousandths: 0 });
});

test('stock in equals stock out plus on hand, for any movements', () => {
  const kinds: MovementKind[] = ['received', 'reserved', 'released', 'dispensed', 'returned', 'adjusted', 'wasted'];
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 1_000_000 }))), (movements) => {
      const into = movements
        .filter(([kind]) => ['received', 'returned', 'adjusted'].includes(kind))
        .reduce((sum, [, amount]) => sum + amount, 0);
      const out = movements
        .filter(([kind]) => ['dispensed', 'wasted'].includes(kind))
        .reduce((sum, [, amount]) => sum + amount, 0);
      expect(computeBalance(movements.map(([kind, amount]) => effectOf(kind, amount))).onHandThousandths).toBe(
        into - out,
      );
    }),
  );
});

test('a lot never holds less than nothing, nor less than is reserved', () => {
  expect(isPossible({ onHandThousandths: 5, reservedThousandths: 6 })).toBe(false);
  expect(isPossible({ onHandThousandths: 5, reservedThousandths: 5 })).toBe(true);
  expect(isPossible({ onHandThousandths: 5, reservedThousandths: -1 })).toBe(false);
});
