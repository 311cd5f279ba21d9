import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type ClaimId, type ClaimWithSteps, listClaimIds, listClaimsWithSteps } from '../../claims/index.ts';
import { listPostedPaymentIds } from '../../remittance/index.ts';
import { postClaims } from './post-claims.ts';
import { postPayment } from './post-payment.ts';

const claimsAtOnce = 1_000;

/** Posts all claims and payments that are known, such as an imported past. What was posted before stays as it is. */
export async function postPast(tx: TenantTransaction): Promise<void> {
  for await (const claims of listAllClaims(tx)) await postClaims(tx, claims);
  for (const paymentId of await listPostedPaymentIds(tx)) await postPayment(tx, paymentId);
}

/** Lists all claims, so many at once; the claims of one fill come together. */
export async function* listAllClaims(tx: TenantTransaction): AsyncGenerator<readonly ClaimWithSteps[]> {
  const seen = new Set<string>();
  let after: ClaimId | null = null;
  while (true) {
    const ids: readonly ClaimId[] = await listClaimIds(tx, { after, most: claimsAtOnce });
    const fillIds = new Set((await listClaimsWithSteps(tx, { claimIds: ids })).map(({ fillId }) => fillId));
    const unseen = [...fillIds].filter((fillId) => !seen.has(fillId));
    for (const fillId of unseen) seen.add(fillId);
    if (unseen.length > 0) yield await listClaimsWithSteps(tx, { fillIds: unseen });
    after = ids.at(-1) ?? null;
    if (ids.length < claimsAtOnce) return;
  }
}
