import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import {
  type Cents,
  cents,
  computeExtendedCents,
  divideHalfAwayFromZero,
  type UnitPrice,
} from '../../../kernel/money.ts';
import type { ContractRate, ContractTerms, PriceBasis, PriceLeg } from './contract-terms.ts';

/** A price that counts on the date of service, with its first day and its source. */
export interface KnownPrice {
  readonly basis: PriceBasis;
  readonly listCode: string | null;
  readonly unitPrice: UnitPrice;
  readonly validFrom: CalendarDay;
  readonly source: string;
  readonly isSynthetic: boolean;
}

/** What of a claim its price depends on. */
export interface PricedClaim {
  readonly quantityThousandths: number;
  readonly daysSupply: number;
  readonly isSpecialty: boolean;
  readonly isGeneric: boolean;
  readonly usualAndCustomaryCents: Cents | null;
  /** When a concession is taken by the rule of the day; null where no rule is known. */
  readonly concessionTiming: 'point-of-sale' | 'later' | null;
}

/** What the parts of an expected payment are called. */
export const expectedLines = {
  ingredient: 'Ingredient',
  'dispensing-fee': 'Dispensing fee',
  concession: 'Concession at the point of sale',
  'transaction-fee': 'Transaction fee',
  dir: 'DIR, taken later',
} as const;

/** One amount of the expected payment; those after adjudication are taken later. */
export interface ExpectedLine {
  readonly line: keyof typeof expectedLines;
  readonly cents: Cents;
  readonly isLater: boolean;
}

/** One price of the rate as it was tried. */
interface TriedLeg extends PriceLeg {
  /** Null where no price is known on the day. */
  readonly price: Omit<KnownPrice, 'basis' | 'listCode'> | null;
  /** The unit price after what is added or taken off, in five decimals. */
  readonly contractUnitPrice: UnitPrice | null;
  /** What the claim would pay by this price, dispensing fee included. */
  readonly totalCents: Cents | null;
  readonly isChosen: boolean;
}

/** Why an expected payment is not known, or not sure. */
export const expectationGaps = {
  'no-contract': 'No contract of this payer is on file for the day.',
  'no-rate': 'The contract has no rate for this drug and supply.',
  'no-price': 'None of the prices that the contract names is known on the day.',
  'price-missing': 'A price that the contract names is not known on the day; a lesser one could count.',
  'no-concession-rule': 'It is not known when the payer takes its concession.',
} as const;

export type ExpectationGap = keyof typeof expectationGaps;

/** What a claim should be paid by its contract, payer and patient together, and why. */
export interface ExpectedPayment {
  /** What adjudication should say; null where it cannot be computed. */
  readonly amountCents: Cents | null;
  /** The same after what is taken later. */
  readonly keptCents: Cents | null;
  readonly gaps: readonly ExpectationGap[];
  readonly rate: ContractRate | null;
  readonly legs: readonly TriedLeg[];
  readonly lines: readonly ExpectedLine[];
}

const whole = 10_000n;
// A product that is not on such a list is not priced by it: the other prices of the rate count alone.
const listed: ReadonlySet<PriceBasis> = new Set(['mac', 'mfp']);

/** Says that nothing is expected because no contract is on file. */
export const nothingExpected: ExpectedPayment = {
  ...{ amountCents: null, keptCents: null, gaps: ['no-contract'], rate: null, legs: [], lines: [] },
};

/** Computes what a contract pays for a claim by the prices of the day, each price tried shown beside the one that counts. */
export function computeExpectedPayment(
  terms: ContractTerms,
  prices: readonly KnownPrice[],
  claim: PricedClaim,
): ExpectedPayment {
  const rate = terms.rates.find((one) => isFor(one, claim)) ?? null;
  if (rate === null) return { ...nothingExpected, gaps: ['no-rate'] };
  const tried = rate.legs.map((leg) => tryLeg(leg, { rate, prices, claim }));
  const known = tried.filter(({ totalCents }) => totalCents !== null);
  const least = known.reduce<TriedLeg | null>(
    (lowest, leg) => (lowest === null || (leg.totalCents ?? 0) < (lowest.totalCents ?? 0) ? leg : lowest),
    null,
  );
  const legs = tried.map((leg) => ({ ...leg, isChosen: leg === least }));
  if (least === null || least.totalCents === null) return { ...nothingExpected, gaps: ['no-price'], rate, legs };
  const lines = composeLines(terms, { rate, claim, basis: least.basis, totalCents: least.totalCents });
  const gaps: ExpectationGap[] = [];
  if (tried.some(({ basis, totalCents }) => totalCents === null && !listed.has(basis))) gaps.push('price-missing');
  if (terms.concessionTenThousandths > 0 && claim.concessionTiming === null) gaps.push('no-concession-rule');
  const sum = (some: readonly ExpectedLine[]): Cents => cents(some.reduce((total, line) => total + line.cents, 0));
  return {
    ...{ amountCents: sum(lines.filter(({ isLater }) => !isLater)), keptCents: sum(lines) },
    ...{ gaps, rate, legs, lines },
  };
}

function isFor(rate: ContractRate, claim: PricedClaim): boolean {
  const isOfClass =
    rate.drugs === 'all' ||
    (rate.drugs === 'specialty' ? claim.isSpecialty : rate.drugs === (claim.isGeneric ? 'generic' : 'brand'));
  return isOfClass && claim.daysSupply >= rate.daysFrom && claim.daysSupply <= (rate.daysTo ?? claim.daysSupply);
}

function tryLeg(
  leg: PriceLeg,
  by: { readonly rate: ContractRate; readonly prices: readonly KnownPrice[]; readonly claim: PricedClaim },
): TriedLeg {
  const { rate, claim } = by;
  const none = { ...leg, price: null, contractUnitPrice: null, isChosen: false };
  if (leg.basis === 'usual-and-customary') return { ...none, totalCents: claim.usualAndCustomaryCents };
  const found = by.prices.find(({ basis, listCode }) => basis === leg.basis && listCode === leg.listCode);
  if (found === undefined) return { ...none, totalCents: null };
  const { basis: _basis, listCode: _listCode, ...price } = found;
  const contractUnitPrice = Number(
    divideHalfAwayFromZero(BigInt(price.unitPrice) * (whole + BigInt(leg.adjustTenThousandths)), whole),
  ) as UnitPrice;
  const ingredient = computeExtendedCents({
    unitPrice: contractUnitPrice,
    quantityThousandths: claim.quantityThousandths,
  });
  return { ...none, price, contractUnitPrice, totalCents: cents(ingredient + rate.dispensingFeeCents) };
}

function composeLines(
  terms: ContractTerms,
  by: {
    readonly rate: ContractRate;
    readonly claim: PricedClaim;
    readonly basis: PriceBasis;
    readonly totalCents: Cents;
  },
): readonly ExpectedLine[] {
  // A usual and customary price is the whole price: no fee comes on top.
  const fee = by.basis === 'usual-and-customary' ? cents(0) : by.rate.dispensingFeeCents;
  const ingredient = cents(by.totalCents - fee);
  const concession = cents(
    0 - Number(divideHalfAwayFromZero(BigInt(ingredient) * BigInt(terms.concessionTenThousandths), whole)),
  );
  const isLater = by.claim.concessionTiming !== 'point-of-sale';
  const lines: readonly ExpectedLine[] = [
    { line: 'ingredient', cents: ingredient, isLater: false },
    { line: 'dispensing-fee', cents: fee, isLater: false },
    { line: isLater ? 'dir' : 'concession', cents: concession, isLater },
    { line: 'transaction-fee', cents: cents(0 - terms.transactionFeeCents), isLater: true },
  ];
  return lines.filter((line) => line.line === 'ingredient' || line.cents !== 0);
}
