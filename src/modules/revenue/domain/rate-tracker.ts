import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Fraction } from '../../../kernel/fraction.ts';
import { type Cents, cents, sumCents } from '../../../kernel/money.ts';
import { computeEffectiveRate, projectTrueUp } from './effective-rate.ts';

export type RateKind = 'GER' | 'BER' | 'DER';

/** A paid claim as it counts for the guarantees of its contract. */
export interface RatedClaim {
  readonly contractId: string;
  readonly serviceOn: CalendarDay;
  readonly isGeneric: boolean;
  /** Null where no AWP is known: such a claim counts for fees alone. */
  readonly awpCents: Cents | null;
  readonly ingredientPaidCents: Cents;
  readonly feePaidCents: Cents;
}

/** What the claims of a contract in a month came to. */
export interface RateMonth {
  readonly contractId: string;
  readonly kind: RateKind;
  readonly month: CalendarDay;
  readonly claims: number;
  readonly awpCents: Cents;
  readonly ingredientPaidCents: Cents;
  readonly feePaidCents: Cents;
}

/** A guarantee in the words of its contract. */
export interface TrackedGuarantee {
  readonly kind: RateKind;
  /** The share off AWP in ten-thousandths, or the cents for each claim. */
  readonly target: number;
  readonly sides: 'one' | 'two';
  readonly reserveCents: Cents;
}

/** Where a guarantee stands in a year. */
export interface RateStanding {
  readonly claims: number;
  readonly awpCents: Cents;
  readonly ingredientPaidCents: Cents;
  readonly feePaidCents: Cents;
  /** Off AWP, or cents for each claim; null while nothing was sold. */
  readonly actual: number | null;
  /** Positive: the payer claws it back. Negative: the payer owes it, where the guarantee has two sides. */
  readonly trueUpCents: Cents;
  readonly projectedCents: Cents;
  /** How much of the projection the reserve does not cover. */
  readonly uncoveredCents: Cents;
}

const whole = 10_000;

/** Sums claims by contract, kind and month. */
export function sumRateMonths(claims: readonly RatedClaim[]): readonly RateMonth[] {
  const entries = claims.flatMap((claim) => {
    const kinds: readonly RateKind[] = claim.awpCents === null ? ['DER'] : [claim.isGeneric ? 'GER' : 'BER', 'DER'];
    const month = `${claim.serviceOn.slice(0, 7)}-01` as CalendarDay;
    return kinds.map((kind) => ({ claim, kind, month }));
  });
  return [...Map.groupBy(entries, ({ claim, kind, month }) => `${claim.contractId} ${kind} ${month}`).values()].flatMap(
    (group) => {
      const [first] = group;
      if (first === undefined) return [];
      const sum = (amount: (claim: RatedClaim) => Cents): Cents => sumCents(group.map(({ claim }) => amount(claim)));
      return [
        {
          ...{ contractId: first.claim.contractId, kind: first.kind, month: first.month, claims: group.length },
          awpCents: sum(({ awpCents }) => awpCents ?? cents(0)),
          ingredientPaidCents: sum(({ ingredientPaidCents }) => ingredientPaidCents),
          feePaidCents: sum(({ feePaidCents }) => feePaidCents),
        },
      ];
    },
  );
}

/** Computes where a guarantee stands by the months of its year, `asOf` being the last day that is counted in. */
export function computeRateStanding(
  guarantee: TrackedGuarantee,
  months: readonly RateMonth[],
  asOf: CalendarDay,
): RateStanding {
  const { kind, target } = guarantee;
  const claims = months.reduce((sum, month) => sum + month.claims, 0);
  const awpCents = sumCents(months.map((month) => month.awpCents));
  const ingredientPaidCents = sumCents(months.map((month) => month.ingredientPaidCents));
  const feePaidCents = sumCents(months.map((month) => month.feePaidCents));
  const { trueUpCents: either, actualShare } = computeEffectiveRate(
    kind === 'DER'
      ? { kind, contractFeeCents: cents(target), claimCount: claims, feePaidCents }
      : {
          kind,
          contractShare: { numerator: BigInt(target), denominator: BigInt(whole) },
          awpCents,
          ingredientPaidCents,
        },
  );
  const trueUpCents = guarantee.sides === 'one' && either < 0 ? cents(0) : either;
  const projectedCents = projectTrueUp(trueUpCents, asOf);
  const fee = claims === 0 ? null : Math.round(feePaidCents / claims);
  return {
    ...{ claims, awpCents, ingredientPaidCents, feePaidCents, trueUpCents, projectedCents },
    actual: kind === 'DER' ? fee : actualShare === null ? null : toTenThousandths(actualShare),
    uncoveredCents: cents(Math.max(0, projectedCents - guarantee.reserveCents)),
  };
}

function toTenThousandths({ numerator, denominator }: Fraction): number {
  return Math.round(Number((numerator * 100_000_000n) / denominator) / whole);
}
