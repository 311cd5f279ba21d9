import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NumberState, UnsettledNumber } from './writer-ledger.ts';
import { computeSettlement } from './writer-settlement.ts';

const written: NumberState = { kind: 'written', transactionId: '1' };

function numbered(states: readonly NumberState[]): readonly UnsettledNumber[] {
  return states.map((state, index) => ({
    sequence: index + 1,
    entryId: `entry-${index + 1}`,
    isSettlement: false,
    state,
  }));
}

describe('a settlement', () => {
  test('accounts for every number that is there', () => {
    const evidence = { present: new Set([1, 2]), outcome: new Map() };
    expect(computeSettlement(numbered([written, written]), evidence)).toEqual({ through: 2, void: [] });
  });

  test('leaves a number empty that was rolled back, failed, or waits in the spill folder', () => {
    const numbers = numbered([written, { kind: 'void' }, { kind: 'spilled' }, written]);
    const evidence = { present: new Set([4]), outcome: new Map([[1, 'aborted' as const]]) };
    expect(computeSettlement(numbers, evidence)).toEqual({ through: 4, void: [1, 2, 3] });
  });

  test('vouches for a number that was committed and is gone', () => {
    const evidence = { present: new Set([1]), outcome: new Map([[2, 'committed' as const]]) };
    expect(computeSettlement(numbered([written, written]), evidence)).toEqual({ through: 2, void: [] });
  });

  test('ends before the first number that is still under way', () => {
    const evidence = { present: new Set([1, 3]), outcome: new Map([[2, 'in progress' as const]]) };
    expect(computeSettlement(numbered([written, written, written]), evidence)).toEqual({ through: 1, void: [] });
    expect(
      computeSettlement(numbered([{ kind: 'open' }, written]), { present: new Set([2]), outcome: new Map() }),
    ).toBeNull();
  });

  test('never calls a number empty that is there', () => {
    const anyState = fc.constantFrom<NumberState>(written, { kind: 'void' }, { kind: 'spilled' }, { kind: 'open' });
    fc.assert(
      fc.property(fc.array(anyState), fc.func(fc.boolean()), (states, isThere) => {
        const present = new Set(states.map((_, index) => index + 1).filter((sequence) => isThere(sequence)));
        const settlement = computeSettlement(numbered(states), { present, outcome: new Map() });
        expect(settlement?.void.filter((sequence) => present.has(sequence)) ?? []).toEqual([]);
      }),
    );
  });
});
