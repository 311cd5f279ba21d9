import type { Cents } from '../../../kernel/money.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listClaimsWithSteps } from '../../claims/index.ts';
import { composeWriteOff } from '../domain/claim-postings.ts';
import { appendSets } from '../ledger-store.ts';
import { lookAtClaims } from './look-for-risks.ts';
import { listSubjects } from './post-claims.ts';

/** Posts an amount of a claim that is given up, or that is owed again, and looks at the claim anew. Posting again adds nothing. */
export async function postWriteOff(
  tx: TenantTransaction,
  writeOff: {
    readonly writeOffId: string;
    readonly claimId: string;
    readonly payerId: string | null;
    readonly cents: Cents;
    readonly reasonCode: string;
    readonly isReversal: boolean;
  },
): Promise<void> {
  const [claim] = await listClaimsWithSteps(tx, { claimIds: [writeOff.claimId] });
  if (claim === undefined) throw new Error('the claim of a write-off is missing');
  const ofFill = await listClaimsWithSteps(tx, { fillIds: [claim.fillId] });
  const subject = (await listSubjects(tx, ofFill)).get(claim.claimId);
  const set = composeWriteOff({ ...writeOff, at: tx.now });
  if (subject === undefined || set === null) throw new Error('a write-off has nothing to post');
  await appendSets(tx, [{ set, subject: { ...subject, payerId: writeOff.payerId } }]);
  await lookAtClaims(tx, ofFill);
  tx.touch('revenue-risk');
}
