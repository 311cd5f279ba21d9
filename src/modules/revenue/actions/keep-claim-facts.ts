import { computeExtendedCents } from '../../../kernel/money.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { ClaimWithSteps } from '../../claims/index.ts';
import { listPrescribingClinics } from '../../prescriptions/index.ts';
import { listPricesOnDays } from '../../reference/index.ts';
import { type ClaimFact, saveClaimFacts } from '../claim-fact-store.ts';
import type { PostingSubject } from '../ledger-store.ts';

/** Keeps by what the money of claims is put together, for each claim of a first payer. */
export async function keepClaimFacts(
  tx: TenantTransaction,
  claims: readonly ClaimWithSteps[],
  subjects: ReadonlyMap<string, PostingSubject>,
): Promise<void> {
  const firsts = claims.filter(({ payerOrder }) => payerOrder === 1);
  if (firsts.length === 0) return;
  const prices = await listPricesOnDays(
    tx,
    'awp',
    firsts.map(({ ndc11, serviceOn }) => ({ ndc11, on: serviceOn })),
  );
  const clinics = await listPrescribingClinics(tx, [...new Set(firsts.map(({ prescriptionId }) => prescriptionId))]);
  saveClaimFacts(
    tx,
    firsts.map((claim): ClaimFact => {
      const { claimId, serviceOn, therapyId, siteId, ndc11, quantityThousandths } = claim;
      const awp = prices.get(`${ndc11} ${serviceOn}`);
      const awpCents =
        awp === undefined ? null : computeExtendedCents({ unitPrice: awp.unitPrice, quantityThousandths });
      const payerId = subjects.get(claimId)?.payerId ?? null;
      const clinicId = clinics.get(claim.prescriptionId) ?? null;
      return { claimId, serviceOn, payerId, therapyId, clinicId, siteId, ndc11, awpCents };
    }),
  );
}
