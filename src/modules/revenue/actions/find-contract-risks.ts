import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { ClaimWithSteps } from '../../claims/index.ts';
import { listExpectedPayments } from '../../contracts/index.ts';
import { isSoldAsGeneric, listDrugsByNdc, listPricesOnDays } from '../../reference/index.ts';
import { checkContractedPayment } from '../domain/contract-detector.ts';
import type { FoundRisk, JudgedClaim } from '../domain/detector.ts';
import { findPriceLimits } from '../price-limits-store.ts';

/** A first payer's claim with what of it was judged before, and whether that found it underwater. */
export interface JudgedPayment {
  readonly claim: ClaimWithSteps;
  readonly judged: JudgedClaim;
  readonly isUnderwater: boolean;
}

/** Holds the newest paid claims of fills against contract, NADAC and margin. Finds nothing while no limits are set. */
export async function findContractRisks(
  tx: TenantTransaction,
  payments: readonly JudgedPayment[],
  asOf: CalendarDay,
): Promise<readonly FoundRisk[]> {
  const limits = await findPriceLimits(tx, asOf);
  const standing = payments.filter(
    ({ claim, judged }) => judged.isNewestOfFill && (claim.state === 'paid' || claim.state === 'captured'),
  );
  if (limits === null || standing.length === 0) return [];
  const ndcs = [...new Set(standing.map(({ claim }) => claim.ndc11))];
  const drugs = new Map((await listDrugsByNdc(tx, ndcs)).map((drug) => [drug.ndc11 as string, drug]));
  const prices = await listPricesOnDays(
    tx,
    'nadac',
    standing.map(({ claim: { ndc11, serviceOn } }) => ({ ndc11, on: serviceOn })),
  );
  const claimIds = standing.map(({ claim }) => claim.claimId);
  const expected = new Map((await listExpectedPayments(tx, claimIds)).map((one) => [one.claimId, one]));
  return standing.flatMap(({ claim, judged, isUnderwater }) => {
    const drug = drugs.get(claim.ndc11);
    const kept = expected.get(claim.claimId);
    const isSure = kept !== undefined && kept.expectation.gaps.length === 0;
    const { claimId, serviceOn, quantityThousandths, ingredientPaidCents, feePaidCents } = claim;
    const { productCostCents, netMarginCents, isNewestOfTherapy } = judged;
    return checkContractedPayment(
      {
        ...{ claimId, serviceOn, quantityThousandths, ingredientPaidCents, feePaidCents },
        ...{ productCostCents, netMarginCents, isNewestOfTherapy, isUnderwater },
        isGeneric: drug !== undefined && isSoldAsGeneric(drug),
        isSpecialty: drug?.isSpecialty ?? false,
        nadac: prices.get(`${claim.ndc11} ${serviceOn}`) ?? null,
        expectedCents: isSure ? kept.expectation.amountCents : null,
        contractName: kept?.contractName ?? null,
        isByMac: kept?.expectation.legs.some(({ basis, isChosen }) => isChosen && basis === 'mac') ?? false,
        macAppealDays: kept?.macAppealDays ?? null,
      },
      { asOf, limits },
    );
  });
}
