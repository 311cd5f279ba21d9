import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { cents, computeExtendedCents } from '../../../kernel/money.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { ClaimWithSteps } from '../../claims/index.ts';
import { listContractVersions, listExpectedPayments } from '../../contracts/index.ts';
import { isSoldAsGeneric, listDrugsByNdc, listPricesOnDays } from '../../reference/index.ts';
import type { FoundRisk } from '../domain/detector.ts';
import { computeRateStanding, type RatedClaim, type TrackedGuarantee } from '../domain/rate-tracker.ts';
import { listRateMonths } from '../rate-store.ts';

/** Lists what of these claims counts for guarantees: paid by the first payer under a contract, and not at the usual price. */
export async function listRatedClaims(
  tx: TenantTransaction,
  claims: readonly ClaimWithSteps[],
): Promise<readonly RatedClaim[]> {
  const paid = claims.filter(({ state, payerOrder }) => payerOrder === 1 && (state === 'paid' || state === 'captured'));
  const ndcs = [...new Set(paid.map(({ ndc11 }) => ndc11))];
  const drugs = new Map((await listDrugsByNdc(tx, ndcs)).map((drug) => [drug.ndc11 as string, drug]));
  const prices = await listPricesOnDays(
    tx,
    'awp',
    paid.map(({ ndc11, serviceOn }) => ({ ndc11, on: serviceOn })),
  );
  const claimIds = paid.map(({ claimId }) => claimId);
  const expected = new Map((await listExpectedPayments(tx, claimIds)).map((one) => [one.claimId, one]));
  return paid.flatMap((claim): readonly RatedClaim[] => {
    const { ndc11, serviceOn, quantityThousandths, ingredientPaidCents, feePaidCents } = claim;
    const kept = expected.get(claim.claimId);
    const isUsual = kept?.expectation.legs.some((leg) => leg.isChosen && leg.basis === 'usual-and-customary') ?? false;
    const contractId = kept?.contractId ?? null;
    if (contractId === null || ingredientPaidCents === null || isUsual) return [];
    const awp = prices.get(`${ndc11} ${serviceOn}`);
    const drug = drugs.get(ndc11);
    return [
      {
        ...{ contractId, serviceOn, ingredientPaidCents, feePaidCents: feePaidCents ?? cents(0) },
        isGeneric: drug !== undefined && isSoldAsGeneric(drug),
        awpCents: awp === undefined ? null : computeExtendedCents({ unitPrice: awp.unitPrice, quantityThousandths }),
      },
    ];
  });
}

/** A guarantee of a contract as it stands, with its months. */
export type StandingGuarantee = Awaited<ReturnType<typeof listGuarantees>>[number];

/** Lists the guarantees that are in force on a day, each with where it stands in the year. */
export async function listGuarantees(tx: TenantTransaction, asOf: CalendarDay) {
  const months = await listRateMonths(tx, asOf);
  const begun = (await listContractVersions(tx)).filter(({ validFrom }) => validFrom <= asOf);
  return [...Map.groupBy(begun, ({ contractId }) => contractId).values()].flatMap((versions) => {
    const current = versions.toSorted((left, right) => right.validFrom.localeCompare(left.validFrom))[0];
    return (current?.terms.guarantees ?? []).map((guarantee: TrackedGuarantee) => {
      const own = months.filter((one) => one.contractId === current?.contractId && one.kind === guarantee.kind);
      return {
        ...{ ...guarantee, contractId: current?.contractId ?? '', contractName: current?.name ?? '' },
        ...{ payerId: current?.scope.payerId ?? null, months: own },
        ...computeRateStanding(guarantee, own, asOf),
      };
    });
  });
}

/** Names the guarantee of a year as the subject of a finding. */
export function nameGuarantee({ contractId, kind }: Pick<StandingGuarantee, 'contractId' | 'kind'>, asOf: CalendarDay) {
  return `${contractId}/${kind}/${asOf.slice(0, 4)}`;
}

/** Finds guarantees whose projected true-up the reserve does not cover (RV22). */
export function findRateDrift(guarantees: readonly StandingGuarantee[], asOf: CalendarDay): readonly FoundRisk[] {
  return guarantees
    .filter(({ uncoveredCents }) => uncoveredCents > 0)
    .map((one) => ({
      ...{ detector: 'RV22', subjectId: nameGuarantee(one, asOf), claimId: null, atRiskCents: one.uncoveredCents },
      facts: { kind: one.kind, projectedCents: one.projectedCents, reserveCents: one.reserveCents },
    }));
}
