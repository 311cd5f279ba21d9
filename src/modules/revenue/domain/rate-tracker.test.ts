import { expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { cents } from '../../../kernel/money.ts';
import { computeRateStanding, type RatedClaim, sumRateMonths, type TrackedGuarantee } from './rate-tracker.ts';

const ger: TrackedGuarantee = { kind: 'GER', target: 8_500, sides: 'two', reserveCents: cents(500_000) };
const of = (serviceOn: string, awp: number | null, paid: number, isGeneric = true): RatedClaim => ({
  ...{ contractId: 'K', serviceOn: serviceOn as CalendarDay, isGeneric, feePaidCents: cents(150) },
  ...{ awpCents: awp === null ? null : cents(awp), ingredientPaidCents: cents(paid) },
});

test('GS5: AWP less 85 %, a million of AWP and 158,000 paid is 84.2 %, and 8,000 will be clawed back', () => {
  const claims = [of('2026-01-15', 60_000_000, 9_000_000), of('2026-06-30', 40_000_000, 6_800_000)];
  const months = sumRateMonths(claims).filter(({ kind }) => kind === 'GER');
  expect(months.map(({ month }) => month)).toEqual(['2026-01-01', '2026-06-01']);
  const atYearEnd = computeRateStanding(ger, months, '2026-12-31' as CalendarDay);
  expect(atYearEnd).toMatchObject({ actual: 8_420, trueUpCents: 800_000, projectedCents: 800_000 });
  expect(atYearEnd.uncoveredCents).toBe(300_000);
  // 181 of 365 days are over.
  const atMid = computeRateStanding(ger, months, '2026-06-30' as CalendarDay);
  expect(atMid).toMatchObject({ trueUpCents: 800_000, projectedCents: 1_613_260 });
});

test('brands, generics and fees are summed apart, and a claim without AWP counts for its fee alone', () => {
  const months = sumRateMonths([
    of('2026-01-15', 1_000, 150),
    of('2026-01-20', 2_000, 1_600, false),
    of('2026-01-21', null, 9),
  ]);
  expect(months.map(({ kind, claims, awpCents }) => [kind, claims, awpCents])).toEqual([
    ['GER', 1, 1_000],
    ['DER', 3, 3_000],
    ['BER', 1, 2_000],
  ]);
});

test('under a guarantee with one side the payer owes nothing, and without claims nothing is known', () => {
  const months = sumRateMonths([of('2026-01-15', 1_000, 100)]).filter(({ kind }) => kind === 'GER');
  const on = '2026-12-31' as CalendarDay;
  expect(computeRateStanding(ger, months, on).trueUpCents).toBe(-50);
  expect(computeRateStanding({ ...ger, sides: 'one' }, months, on).trueUpCents).toBe(0);
  expect(computeRateStanding(ger, [], on)).toMatchObject({ actual: null, trueUpCents: 0, uncoveredCents: 0 });
});
