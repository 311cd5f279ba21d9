import type { Cents } from '../../../kernel/money.ts';

/** What a price in a contract is reckoned from, and what each is called. */
const priceBases = {
  awp: 'AWP',
  wac: 'WAC',
  nadac: 'NADAC',
  asp: 'ASP',
  mac: 'MAC list',
  mfp: 'Maximum fair price',
  'usual-and-customary': 'Usual and customary',
} as const;

export type PriceBasis = keyof typeof priceBases;

/** Which drugs a rate is for, and what each is called. */
const drugClasses = {
  all: 'All drugs',
  brand: 'Brand',
  generic: 'Generic',
  specialty: 'Specialty',
} as const;

export type DrugClass = keyof typeof drugClasses;

/** One price of a rate: a basis and what is added to or taken off it. Of several the lesser counts. */
export interface PriceLeg {
  readonly basis: PriceBasis;
  /** -1800 is 18 % off; 600 is 6 % on top. */
  readonly adjustTenThousandths: number;
  /** The list of a MAC; null for every other basis. */
  readonly listCode: string | null;
}

/** How drugs of a class are paid for supplies of so many days. The first rate of a contract that fits counts. */
export interface ContractRate {
  readonly drugs: DrugClass;
  readonly daysFrom: number;
  readonly daysTo: number | null;
  readonly legs: readonly PriceLeg[];
  readonly dispensingFeeCents: Cents;
}

/** What guarantees of an effective rate are called. */
export const guaranteeKinds = {
  GER: 'Generic effective rate',
  BER: 'Brand effective rate',
  DER: 'Dispensing fee effective rate',
} as const;

export type GuaranteeKind = keyof typeof guaranteeKinds;

/** A promise about the average of a year. */
interface RateGuarantee {
  readonly kind: GuaranteeKind;
  /** The share off AWP in ten-thousandths, or for a fee the cents for each claim. */
  readonly target: number;
  /** One-sided: the payer claws back and owes nothing itself. */
  readonly sides: 'one' | 'two';
  readonly reserveCents: Cents;
}

/** What a payer and the pharmacy agreed on. */
export interface ContractTerms {
  readonly rates: readonly ContractRate[];
  readonly transactionFeeCents: Cents;
  /** The share of the ingredient that the payer keeps for performance: as DIR later, or at the point of sale. */
  readonly concessionTenThousandths: number;
  /** Days from the date of service within which a MAC price is appealed; null where the contract does not say. */
  readonly macAppealDays: number | null;
  readonly guarantees: readonly RateGuarantee[];
}

/** What is wrong with terms, with the place. */
export interface TermsProblem {
  readonly place: string;
  readonly problem: string;
}

const whole = 10_000;

/** Checks terms for what would leave a claim without a price or promise what cannot be. */
export function checkTerms(terms: ContractTerms): readonly TermsProblem[] {
  const problems: TermsProblem[] = [];
  const add = (place: string, problem: string) => problems.push({ place, problem });
  if (terms.rates.length === 0) add('Rates', 'There is no rate.');
  for (const [index, rate] of terms.rates.entries()) {
    const place = `Rate ${index + 1}`;
    if (rate.legs.length === 0) add(place, 'It names no price.');
    if (rate.daysTo !== null && rate.daysTo < rate.daysFrom) add(place, 'Its days end before they begin.');
    const isHidden = terms.rates
      .slice(0, index)
      .some(
        (earlier) =>
          (earlier.drugs === 'all' || earlier.drugs === rate.drugs) &&
          earlier.daysFrom <= rate.daysFrom &&
          (earlier.daysTo === null || (rate.daysTo !== null && rate.daysTo <= earlier.daysTo)),
      );
    if (isHidden) add(place, 'An earlier rate takes all its claims.');
    for (const leg of rate.legs) {
      if ((leg.basis === 'mac') !== (leg.listCode !== null)) add(place, 'A MAC names its list, and nothing else does.');
      if (leg.adjustTenThousandths <= -whole) add(place, 'It takes off the whole price.');
      if (leg.basis === 'usual-and-customary' && leg.adjustTenThousandths !== 0)
        add(place, 'Usual and customary is taken as it is.');
    }
  }
  if (terms.concessionTenThousandths < 0 || terms.concessionTenThousandths > whole)
    add('Concession', 'It lies between 0 and 100 %.');
  for (const { kind, target } of terms.guarantees)
    if (target < 0 || (kind !== 'DER' && target >= whole)) add(kind, 'It lies between 0 and 100 % off AWP.');
  return problems;
}

/** Writes ten-thousandths as percent. */
export function formatPercent(tenThousandths: number): string {
  return `${Number((tenThousandths / 100).toFixed(2))}\u00a0%`;
}

/** Says a price of a rate in the field's short form: `AWP - 18 %`, `MAC list MBP`. */
export function nameLeg({ basis, adjustTenThousandths, listCode }: PriceLeg): string {
  const name = listCode === null ? priceBases[basis] : `${priceBases[basis]} ${listCode}`;
  if (adjustTenThousandths === 0) return name;
  return `${name} ${adjustTenThousandths < 0 ? '−' : '+'}\u00a0${formatPercent(Math.abs(adjustTenThousandths))}`;
}

/** Says for which claims a rate is. */
export function nameRate({ drugs, daysFrom, daysTo }: Pick<ContractRate, 'drugs' | 'daysFrom' | 'daysTo'>): string {
  if (daysFrom <= 1 && daysTo === null) return drugClasses[drugs];
  return `${drugClasses[drugs]}, ${daysTo === null ? `${daysFrom} days and more` : `${daysFrom} to ${daysTo} days`}`;
}
