import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClaimState, type ClaimStep, decideClaimStep, mayBePaid } from './claim-lifecycle.ts';

const steps: ClaimStep[] = [
  'answered-paid',
  'answered-captured',
  'answered-rejected',
  'answered-reversed',
  'reversal-refused',
  'reverse',
  'stay-silent',
  'send-again',
];

test('an answer that comes twice changes nothing the second time', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...steps), { maxLength: 12 }),
      fc.constantFrom<ClaimStep>('answered-paid', 'answered-rejected', 'answered-reversed'),
      (before, answer) => {
        const state = walk('sending', before);
        const once = decideClaimStep(state, answer);
        if (!once.ok) return;
        expect(decideClaimStep(once.value, answer)).toEqual(once);
      },
    ),
  );
});

test('a reversed or rejected claim never becomes payable again', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<ClaimState>('rejected', 'reversed'),
      fc.array(fc.constantFrom(...steps)),
      (state, later) => {
        expect(mayBePaid(walk(state, later))).toBe(false);
      },
    ),
  );
});

test('a claim that nobody answered is never simply billed again while it may be paid', () => {
  expect(decideClaimStep('paid', 'send-again').ok).toBe(false);
  expect(decideClaimStep('sending', 'send-again').ok).toBe(false);
});

function walk(start: ClaimState, taken: readonly ClaimStep[]): ClaimState {
  return taken.reduce((state, step) => {
    const next = decideClaimStep(state, step);
    return next.ok ? next.value : state;
  }, start);
}
