import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type ClaimId, lockClaim } from '../claim-store.ts';
import { decideExchange, type ExchangeDecision, type ExchangeTransaction } from '../domain/exchange.ts';
import { insertExchange, listExchanges } from '../exchange-store.ts';
import { getSubmission } from '../submission-store.ts';
import { noAnswer, reverseClaim } from './reverse-claim.ts';

/** What was decided about a message, and the place of the exchange that it began. */
export interface BegunExchange {
  readonly decision: ExchangeDecision;
  readonly sequence: number;
}

/**
 * Begins to ask a payer about a claim, before the first byte goes out. What a payer may have of an earlier time is taken back here
 * instead, unless the payer answers repeats.
 */
export async function beginExchange(
  tx: TenantTransaction,
  wanted: { readonly claimId: ClaimId; readonly transaction: ExchangeTransaction },
): Promise<BegunExchange> {
  const { claimId, transaction } = wanted;
  const claim = await lockClaim(tx, claimId);
  const earlier = claim === null ? [] : await listExchanges(tx, claimId);
  const answersRepeats = claim !== null && (await getSubmission(tx, claimId)).answersRepeats === true;
  const decision = decideExchange({ transaction, state: claim?.state ?? null, earlier, answersRepeats });
  const sequence = earlier.length + 1;
  if (decision === 'send') await insertExchange(tx, { claimId, sequence, transaction });
  return { decision, sequence };
}

/** Takes back a billing that a payer may have and did not answer. Leaves a claim alone that was settled meanwhile. */
export async function takeBackUnanswered(tx: TenantTransaction, claimId: ClaimId): Promise<void> {
  const claim = await lockClaim(tx, claimId);
  if (claim?.state === 'unanswered') await reverseClaim(tx, { claimId, reasonCode: noAnswer });
}
