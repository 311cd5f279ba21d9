import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type Cents, cents, sumCents, type UnitPrice } from '../../../kernel/money.ts';
import {
  type AdjudicatedFact,
  composeAdjudication,
  composeDeposit,
  composeHandling,
  composeLine,
  composeMatch,
  composeMovement,
  composeProviderAdjustment,
  composeReversal,
} from './claim-postings.ts';
import { composeSet, type LedgerRules, type Posting, type PostingSet, sumAccounts } from './ledger.ts';

const at = '2026-02-20T12:00:00.000Z' as Instant;
const amount = fc.integer({ min: -5_000_000, max: 50_000_000 }).map((value) => cents(value));
const rules: LedgerRules = {
  ...{ validFrom: '2020-01-01' as CalendarDay, transactionFeeCents: cents(15), handlingCents: cents(1_250) },
  ...{ reserveTenThousandths: 33, source: 'test' },
};
const adjudicated = fc.record({
  ...{ claimId: fc.constant('claim'), sequence: fc.constant(2), at: fc.constant(at) },
  ...{ submittedCents: amount, totalPaidCents: amount, patientPayCents: amount, ingredientPaidCents: amount },
  leftCents: fc.option(amount),
});
const line = fc.record({
  ...{ paymentId: fc.constant('payment'), position: fc.nat(), at: fc.constant(at), paidCents: amount },
  statusCode: fc.constantFrom('1', '2', '22'),
  adjustments: fc.array(
    fc.record({
      ...{ groupCode: fc.constantFrom('CO', 'PR', 'OA'), reasonCode: fc.constantFrom('45', '3'), cents: amount },
    }),
  ),
});

const postingsOf = (sets: readonly (PostingSet | null)[]): readonly Posting[] =>
  sets.flatMap((set) => set?.postings ?? []);
const total = (postings: readonly Posting[]): Cents => sumCents(postings.map((one) => one.cents));

describe('money is conserved', () => {
  test('in whatever is posted, reversed and posted again', () => {
    fc.assert(
      fc.property(adjudicated, fc.array(line), (fact, lines) => {
        const first = composeAdjudication(fact, rules);
        const back = composeReversal({ ...fact, sequence: 3 }, first?.postings ?? []);
        const again = composeAdjudication({ ...fact, sequence: 4 }, rules);
        const remitted = lines.map((one) => composeLine(one, true));
        expect(total(postingsOf([first, back, again, ...remitted]))).toBe(0);
        const once = [...postingsOf([first])];
        const twice = [...postingsOf([first, back, again])];
        // A reversal leaves nothing but the fee of the switch, so that posting again ends where posting once did.
        for (const account of ['payer-receivable', 'patient-receivable', 'contractual-adjustment', 'charge'] as const)
          expect(sumAccounts(twice, [account])).toBe(sumAccounts(once, [account]));
      }),
    );
  });

  test('a later payer adds no charge: reimbursement is what all payers pay and what the patient pays last', () => {
    fc.assert(
      fc.property(adjudicated, adjudicated, (one, other) => {
        const first = composeAdjudication({ ...one, leftCents: null }, rules);
        const second = composeAdjudication({ ...other, leftCents: one.patientPayCents }, rules);
        const postings = postingsOf([first, second]);
        expect(sumAccounts(postings, ['payer-receivable'])).toBe(one.totalPaidCents + other.totalPaidCents);
        expect(sumAccounts(postings, ['patient-receivable'])).toBe(other.patientPayCents);
        expect(sumAccounts(postings, ['charge'])).toBe(0 - one.submittedCents);
        expect(total(postings)).toBe(0);
      }),
    );
  });

  test('what a payer remits is cash, and what is owed sinks by as much', () => {
    fc.assert(
      fc.property(line, (fact) => {
        const postings = postingsOf([composeLine(fact, true)]);
        expect(sumAccounts(postings, ['remitted-cash'])).toBe(fact.paidCents);
        expect(sumAccounts(postings, ['payer-receivable', 'take-back'])).toBe(0 - fact.paidCents);
        expect(sumAccounts(postings, ['contractual-adjustment'])).toBe(0);
      }),
    );
  });

  test('a line matched by hand ends as a line that was matched at once', () => {
    fc.assert(
      fc.property(line, (fact) => {
        const late = postingsOf([composeLine(fact, false), composeMatch(fact, at)]);
        const atOnce = postingsOf([composeLine(fact, true)]);
        expect(sumAccounts(late, ['suspense'])).toBe(0);
        for (const account of ['remitted-cash', 'payer-receivable', 'take-back'] as const)
          expect(sumAccounts(late, [account])).toBe(sumAccounts(atOnce, [account]));
      }),
    );
  });
});

test('GS21: three claims of $425, $340 remitted on two, $15 deducted: the deposit is $325 and $85 are open', () => {
  const agreed = [10_000, 25_000, 7_500].map((paid, index): AdjudicatedFact => {
    const all = cents(paid);
    const claimId = `claim ${index}`;
    return {
      ...{ claimId, sequence: 2, at, submittedCents: all, totalPaidCents: all },
      ...{ patientPayCents: cents(0), ingredientPaidCents: all, leftCents: null },
    };
  });
  const remitted = [10_000, 24_000].map((paid, index) => ({
    ...{ paymentId: 'p', position: index + 1, at, statusCode: '1', paidCents: cents(paid), adjustments: [] },
  }));
  const deducted = { paymentId: 'p', number: 1, at, reasonCode: 'WO', cents: cents(1_500) };
  const before = postingsOf([
    ...agreed.map((fact) => composeAdjudication(fact, null)),
    ...remitted.map((fact) => composeLine(fact, true)),
    composeProviderAdjustment(deducted),
  ]);
  expect(sumAccounts(before, ['remitted-cash'])).toBe(32_500);
  expect(sumAccounts(before, ['payer-receivable'])).toBe(8_500);
  const after = [...before, ...postingsOf([composeDeposit({ paymentId: 'p', at, cents: cents(32_500) })])];
  expect(sumAccounts(after, ['remitted-cash'])).toBe(0);
  expect(sumAccounts(after, ['deposited', 'provider-adjustment', 'payer-receivable'])).toBe(42_500);
});

test('what left the shelf is a cost of its owner’s stock, what comes back takes it away, an unknown cost posts nothing', () => {
  const left = {
    lotId: 'l',
    sequence: 2,
    at,
    owner: 'wac',
    quantityThousandths: 90_000,
    unitCost: 62_000 as UnitPrice,
  };
  const back = { ...left, sequence: 3, quantityThousandths: -90_000 };
  expect(sumAccounts(postingsOf([composeMovement(left)]), ['acquisition-cost'])).toBe(5_580);
  expect(sumAccounts(postingsOf([composeMovement(left), composeMovement(back)]), ['acquisition-cost'])).toBe(0);
  expect(composeMovement({ ...left, unitCost: null })).toBeNull();
});

test('where no rules were set, nothing is posted for packing', () => {
  expect(composeHandling({ deliveryId: 'd', at }, null)).toBeNull();
  expect(postingsOf([composeHandling({ deliveryId: 'd', at }, rules)])).toHaveLength(2);
});

test('a set that does not sum to zero is a bug', () => {
  expect(() => composeSet({ causeKind: 'deposit', causeId: 'x', occurredAt: at }, [['deposited', 1]])).toThrow(
    'does not sum to zero',
  );
});
