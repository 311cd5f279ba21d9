import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMinutes, type Instant } from '../../../kernel/instant.ts';
import { computeOrderEffect, decideOrderChange } from './order-change.ts';
import { standardOrder } from './work-order.ts';

const now = '2026-03-02T15:00:00.000Z' as Instant;
const known = { shown: standardOrder, pending: null, last: 3, now };
const weights = { ...standardOrder.weights, urgent: { isOn: true, minutes: 60, least: null } };

describe('a change of the order', () => {
  it('becomes the next version, effective now or later', () => {
    const later = addMinutes(now, 600);
    expect(decideOrderChange({ weights, effectiveFrom: null, expectedVersion: 1 }, known)).toMatchObject({
      value: { version: 4, effectiveFrom: now },
    });
    expect(decideOrderChange({ weights, effectiveFrom: later, expectedVersion: 1 }, known)).toMatchObject({
      value: { effectiveFrom: later },
    });
  });

  it.each([
    ['work.order-changed', { weights, effectiveFrom: null, expectedVersion: 2 }],
    ['work.order-unchanged', { weights: standardOrder.weights, effectiveFrom: null, expectedVersion: 1 }],
    ['work.order-in-the-past', { weights, effectiveFrom: addMinutes(now, -1), expectedVersion: 1 }],
    [
      'work.weights-implausible',
      {
        weights: { ...weights, urgent: { isOn: true, minutes: -5, least: null } },
        effectiveFrom: null,
        expectedVersion: 1,
      },
    ],
    [
      'work.weights-implausible',
      {
        weights: { ...weights, 'money-at-risk': { isOn: true, minutes: 5, least: null } },
        effectiveFrom: null,
        expectedVersion: 1,
      },
    ],
  ])('is refused with %s', (code, asked) => {
    expect(decideOrderChange(asked, known)).toMatchObject({ refusal: { code } });
  });
});

describe('the effect of other rules', () => {
  it('counts who moves up and down and how far, and shows the top as it would be', () => {
    const item = (itemId: string, nowMinutes: number, thenMinutes: number) => ({
      itemId,
      before: addMinutes(now, nowMinutes),
      after: addMinutes(now, thenMinutes),
    });
    const effect = computeOrderEffect([item('a', 1, 1), item('b', 2, 2), item('c', 3, 0)], 2);
    expect(effect).toEqual({
      ...{ open: 3, up: 1, down: 2, mostUp: 2, mostDown: 1 },
      top: [
        { itemId: 'c', rankNow: 3, rankThen: 1 },
        { itemId: 'a', rankNow: 1, rankThen: 2 },
      ],
    });
  });

  it('moves nobody while the rules say the same, and all moves up and down cancel out', () => {
    const minutes = fc.array(fc.tuple(fc.nat(500), fc.nat(500)), { maxLength: 40 });
    fc.assert(
      fc.property(minutes, (places) => {
        const items = places.map(([before, after], index) => ({
          itemId: String(index).padStart(3, '0'),
          before: addMinutes(now, before),
          after: addMinutes(now, after),
        }));
        const { top } = computeOrderEffect(items, items.length);
        expect(top.reduce((sum, { rankNow, rankThen }) => sum + rankNow - rankThen, 0)).toBe(0);
        const same = computeOrderEffect(
          items.map((each) => ({ ...each, after: each.before })),
          0,
        );
        expect([same.up, same.down]).toEqual([0, 0]);
      }),
    );
  });
});
