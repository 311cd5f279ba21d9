import type { Json } from '../../kernel/json.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ClaimId } from './claim-store.ts';
import type { ClaimSubmission } from './domain/adjudication.ts';

const table = 'claims.submission';

/** Writes a submission as JSON. */
export function toPayload(submission: ClaimSubmission): Json {
  return JSON.parse(JSON.stringify(submission)) as Json;
}

/** Saves what a claim told the payer, sealed. */
export async function insertSubmission(
  tx: TenantTransaction,
  claimId: ClaimId,
  submission: ClaimSubmission,
): Promise<void> {
  const sealed = await tx.sealer.seal({ table, rowId: claimId }, toPayload(submission));
  await tx.database
    .insertInto(table)
    .values({ tenant_id: tx.tenantId, claim_id: claimId, sealed_submission: Buffer.from(sealed) })
    .execute();
}

/** Gets what a claim told the payer. */
export async function getSubmission(tx: TenantTransaction, claimId: ClaimId): Promise<ClaimSubmission> {
  const row = await tx.database
    .selectFrom(table)
    .select('sealed_submission')
    .where('tenant_id', '=', tx.tenantId)
    .where('claim_id', '=', claimId)
    .executeTakeFirstOrThrow();
  return tx.sealer.open<ClaimSubmission>({ table, rowId: claimId }, row.sealed_submission);
}
