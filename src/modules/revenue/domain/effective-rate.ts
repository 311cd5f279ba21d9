import { addDays, type CalendarDay, countDaysBetween, parseCalendarDay } from '../../../kernel/calendar-day.ts';
import { type Fraction, fractionOf } from '../../../kernel/fraction.ts';
import { type Cents, cents, divideHalfAwayFromZero } from '../../../kernel/money.ts';

/** What a guarantee of an effective rate promised and what happened, from the first day of its year. */
export type EffectiveRateFacts =
  | {
      /** A share off AWP, of generics (GER) or brands (BER). Claims under 340B, of secondary payers and at usual prices are left out by whoever sums. */
      readonly kind: 'GER' | 'BER';
      readonly contractShare: Fraction;
      readonly awpCents: Cents;
      readonly ingredientPaidCents: Cents;
    }
  | {
      /** A dispensing fee for each claim. */
      readonly kind: 'DER';
      readonly contractFeeCents: Cents;
      readonly claimCount: number;
      readonly feePaidCents: Cents;
    };

/** Where a guarantee stands. */
export interface EffectiveRateStanding {
  /** The share off AWP that was reached; null for a fee, and where nothing was sold. */
  readonly actualShare: Fraction | null;
  /** Positive: the payer will claw it back. Negative: the payer owes it, where the guarantee has two sides. */
  readonly trueUpCents: Cents;
}

/** Computes where a guarantee stands. */
export function computeEffectiveRate(facts: EffectiveRateFacts): EffectiveRateStanding {
  if (facts.kind === 'DER')
    return { actualShare: null, trueUpCents: cents(facts.feePaidCents - facts.claimCount * facts.contractFeeCents) };
  const { contractShare, awpCents, ingredientPaidCents } = facts;
  const { numerator, denominator } = contractShare;
  const promised = divideHalfAwayFromZero(BigInt(awpCents) * (denominator - numerator), denominator);
  return {
    actualShare: fractionOf(BigInt(awpCents) - BigInt(ingredientPaidCents), awpCents),
    trueUpCents: cents(ingredientPaidCents - Number(promised)),
  };
}

/** Projects the true-up to the end of the year: the run rate so far goes on. `asOf` is the last day that is counted in. */
export function projectTrueUp(trueUpCents: Cents, asOf: CalendarDay): Cents {
  const year = Number(asOf.slice(0, 4));
  const first = parseCalendarDay(`${year}-01-01`) ?? asOf;
  const end = parseCalendarDay(`${String(year + 1).padStart(4, '0')}-01-01`) ?? addDays(asOf, 1);
  const passed = countDaysBetween({ from: first, to: addDays(asOf, 1) });
  const whole = countDaysBetween({ from: first, to: end });
  return cents(Number(divideHalfAwayFromZero(BigInt(trueUpCents) * BigInt(whole), BigInt(passed))));
}
