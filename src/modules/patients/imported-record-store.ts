import type { Uuid } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

/** The record of another system from which one of ours came. */
export interface SourceKey {
  readonly source: string;
  readonly kind: 'patient' | 'coverage' | 'allergy' | 'condition' | 'medication' | 'observation';
  readonly sourceId: string;
}

/** Finds our record that came from a record of another system. */
export async function findImportedRecord(tx: TenantTransaction, key: SourceKey): Promise<Uuid | null> {
  const row = await tx.database
    .selectFrom('patients.imported_record')
    .select('record_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('source_code', '=', key.source)
    .where('kind', '=', key.kind)
    .where('source_token', '=', await computeSourceToken(tx, key))
    .executeTakeFirst();
  return row === undefined ? null : (row.record_id as Uuid);
}

/** Remembers from which record of another system one of ours came. */
export async function insertImportedRecord(tx: TenantTransaction, key: SourceKey, recordId: Uuid): Promise<void> {
  await tx.database
    .insertInto('patients.imported_record')
    .values({
      tenant_id: tx.tenantId,
      source_code: key.source,
      kind: key.kind,
      source_token: await computeSourceToken(tx, key),
      record_id: recordId,
      imported_at: tx.now,
    })
    .execute();
}

async function computeSourceToken(tx: TenantTransaction, key: SourceKey): Promise<Buffer> {
  return Buffer.from(await tx.sealer.token('imported-record/exact', `${key.source} ${key.kind} ${key.sourceId}`));
}
