import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { cents } from '../../../kernel/money.ts';
import { type AdjudicatedClaim, matchClaims, normalizeRxNumber } from './claim-match.ts';
import type { RemittedClaim } from './payment.ts';

const day = '2026-01-05' as CalendarDay;

function lineOf(change: Partial<RemittedClaim>): RemittedClaim {
  return {
    ...{ place: 'segment 1', rxNumber: '', statusCode: '1', payerClaimNumber: '', serviceOn: null, ndc11: null },
    ...{ chargeCents: cents(100), paidCents: cents(100), patientResponsibilityCents: cents(0), adjustments: [] },
    ...change,
  };
}

function claimOf(change: Partial<AdjudicatedClaim>): AdjudicatedClaim {
  const standing = { expectedCents: cents(100), isReversed: false };
  return { id: 'a', rxNumber: '100', serviceOn: day, authorizationNumber: null, ...standing, ...change };
}

const answersOf = (lines: readonly RemittedClaim[]): readonly (number | null)[] =>
  matchClaims(lines, [], 1).map(({ reversalOf }) => reversalOf);

describe('a take-back', () => {
  test('answers the payment before it of the same prescription and day, and its correction answers the take-back', () => {
    const same = { rxNumber: '00100', serviceOn: day };
    const lines = [lineOf(same), lineOf({ ...same, rxNumber: '100', statusCode: '22' }), lineOf(same)];
    expect(answersOf(lines)).toEqual([null, 0, 1]);
  });

  test('without prescription answers only what bears the same claim number of the payer', () => {
    const lines = [
      lineOf({ payerClaimNumber: 'A' }),
      lineOf({ payerClaimNumber: 'B' }),
      lineOf({ payerClaimNumber: 'A', statusCode: '22' }),
      lineOf({ statusCode: '22' }),
    ];
    expect(answersOf(lines)).toEqual([null, null, 0, null]);
  });
});

test('a prescription number is found however many zeros stand before it, of digits or not', () => {
  const core = fc.stringMatching(/^([1-9][0-9]{0,20}|[1-9A-Z][0-9A-Z-]{0,12})$/);
  const zeros = fc.integer({ min: 0, max: 8 });
  fc.assert(
    fc.property(core, zeros, zeros, (number, here, there) => {
      const claim = claimOf({ rxNumber: '0'.repeat(here) + number });
      const [match] = matchClaims([lineOf({ rxNumber: '0'.repeat(there) + number, serviceOn: day })], [claim], 1);
      expect(match).toMatchObject({ claim, key: 'prescription' });
      expect(normalizeRxNumber(` ${claim.rxNumber} `)).toBe(number);
    }),
  );
});
