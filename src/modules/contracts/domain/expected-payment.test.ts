import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { type Cents, cents, parseUnitPrice, type UnitPrice } from '../../../kernel/money.ts';
import { type ContractTerms, checkTerms, nameLeg, type PriceBasis, type PriceLeg } from './contract-terms.ts';
import { computeExpectedPayment, type KnownPrice, type PricedClaim } from './expected-payment.ts';

const day = '2026-01-07' as CalendarDay;
const of = (basis: PriceBasis, adjust = 0, listCode: string | null = null): PriceLeg => ({
  ...{ basis, adjustTenThousandths: adjust, listCode },
});
const price = (basis: PriceBasis, amount: string, listCode: string | null = null): KnownPrice => ({
  ...{ basis, listCode, unitPrice: parseUnitPrice(amount) ?? (0 as UnitPrice), validFrom: day },
  ...{ source: 'Test', isSynthetic: true },
});
const termsOf = (legs: readonly PriceLeg[], feeCents = 40): ContractTerms => ({
  rates: [{ drugs: 'all', daysFrom: 1, daysTo: null, legs, dispensingFeeCents: cents(feeCents) }],
  ...{ transactionFeeCents: cents(0), concessionTenThousandths: 0, macAppealDays: 14, guarantees: [] },
});
const claim: PricedClaim = {
  ...{ quantityThousandths: 90_000, daysSupply: 90, isSpecialty: false, isGeneric: true },
  ...{ usualAndCustomaryCents: cents(9_000), concessionTiming: 'point-of-sale' },
};

describe('an expected payment', () => {
  test('is the lesser of its prices, and GS4 is paid by its MAC list: 90 at $0.45 and a fee of $0.40', () => {
    const terms = termsOf([of('awp', -5_000), of('mac', 0, 'MBP'), of('usual-and-customary')]);
    const expected = computeExpectedPayment(terms, [price('awp', '1.20'), price('mac', '0.45', 'MBP')], claim);
    expect(expected).toMatchObject({ amountCents: 4_090, gaps: [] });
    expect(expected.legs.map(({ totalCents, isChosen }) => [totalCents, isChosen])).toEqual([
      [5_440, false],
      [4_090, true],
      [9_000, false],
    ]);
    expect(expected.lines.map(({ line, cents: amount }) => [line, amount])).toEqual([
      ['ingredient', 4_050],
      ['dispensing-fee', 40],
    ]);
  });

  test('says what is missing: a product off the list is not priced by it, an unknown NADAC leaves the amount unsure', () => {
    const offList = termsOf([of('awp', -1_800), of('mac', 0, 'MBP')]);
    expect(computeExpectedPayment(offList, [price('awp', '1')], claim)).toMatchObject({ amountCents: 7_420, gaps: [] });
    const unsure = termsOf([of('awp', -1_800), of('nadac')]);
    expect(computeExpectedPayment(unsure, [price('awp', '1')], claim).gaps).toEqual(['price-missing']);
    expect(computeExpectedPayment(unsure, [], claim)).toMatchObject({ amountCents: null, gaps: ['no-price'] });
  });

  test('differs by class of drug and days of supply, the first rate that fits', () => {
    const rate = (drugs: 'brand' | 'specialty', daysFrom: number, daysTo: number | null, adjust: number) => ({
      ...{ drugs, daysFrom, daysTo, legs: [of('awp', adjust)], dispensingFeeCents: cents(0) },
    });
    const rates = [rate('specialty', 1, null, -1_600), rate('brand', 1, 83, -1_800), rate('brand', 84, null, -2_000)];
    const amount = (one: Partial<PricedClaim>) =>
      computeExpectedPayment({ ...termsOf([]), rates }, [price('awp', '1')], { ...claim, ...one });
    const brand = { isGeneric: false } as const;
    expect(amount({ isSpecialty: true }).amountCents).toBe(7_560);
    expect(amount({ ...brand, daysSupply: 30 }).amountCents).toBe(7_380);
    expect(amount(brand).amountCents).toBe(7_200);
    expect(amount({}).gaps).toEqual(['no-rate']);
  });

  test('takes a concession at the point of sale where the rule of the day says so, and later before it', () => {
    const terms = { ...termsOf([of('awp')]), concessionTenThousandths: 500, transactionFeeCents: cents(15) };
    const pay = (concessionTiming: PricedClaim['concessionTiming']) =>
      computeExpectedPayment(terms, [price('awp', '1')], { ...claim, concessionTiming });
    expect(pay('point-of-sale')).toMatchObject({ amountCents: 8_590, keptCents: 8_575 });
    expect(pay('later')).toMatchObject({ amountCents: 9_040, keptCents: 8_575 });
    expect(pay(null).gaps).toEqual(['no-concession-rule']);
  });

  test('is never above any of its prices, grows with the quantity, and is the sum of its lines', () => {
    const bases = ['awp', 'wac', 'nadac', 'asp'] as const;
    const leg = fc.record({ basis: fc.constantFrom(...bases), adjust: fc.integer({ min: -9_900, max: 3_000 }) });
    fc.assert(
      fc.property(
        fc.array(leg, { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 0, max: 900_000_000 }), { minLength: 4, maxLength: 4 }),
        fc.record({ fee: fc.nat(2_000), concession: fc.integer({ min: 0, max: 10_000 }) }),
        fc.tuple(fc.nat(5_000_000), fc.nat(5_000_000)),
        (legs, units, { fee, concession }, [first, second]) => {
          const prices = bases.map((basis, index) => ({
            ...price(basis, '1'),
            unitPrice: (units[index] ?? 0) as UnitPrice,
          }));
          const rateLegs = legs.map(({ basis, adjust }) => of(basis, adjust));
          const terms = { ...termsOf(rateLegs, fee), concessionTenThousandths: concession };
          const pay = (quantityThousandths: number) =>
            computeExpectedPayment(terms, prices, { ...claim, quantityThousandths });
          const [less, more] = [pay(Math.min(first, second)), pay(Math.max(first, second))];
          const amount = more.amountCents ?? (0 as Cents);
          for (const { totalCents } of more.legs) expect(amount).toBeLessThanOrEqual(totalCents ?? 0);
          expect(less.amountCents ?? 0).toBeLessThanOrEqual(amount);
          const atOnce = more.lines.filter(({ isLater }) => !isLater);
          expect(atOnce.reduce((sum, line) => sum + line.cents, 0)).toBe(amount);
        },
      ),
    );
  });
});

test('terms say where they are wrong, and a price is named as the field names it', () => {
  const [rate] = termsOf([of('awp', -1_800)]).rates;
  if (rate === undefined) throw new Error('there is no rate');
  const wrong = { ...termsOf([]), rates: [rate, { ...rate, legs: [of('mac')] }], concessionTenThousandths: -1 };
  expect(checkTerms(wrong).map(({ place }) => place)).toEqual(['Rate 2', 'Rate 2', 'Concession']);
  expect(checkTerms(termsOf([of('awp', -1_800)]))).toEqual([]);
  expect([nameLeg(of('awp', -1_850)), nameLeg(of('mac', 0, 'MBP'))]).toEqual([
    'AWP −\u00a018.5\u00a0%',
    'MAC list MBP',
  ]);
});
