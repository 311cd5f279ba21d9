import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import { rewrapRootSecret } from './derived-secrets.ts';
import type { KeyEncryptionKey, KeyEncryptionKeys } from './key-encryption-key.ts';
import { withTenantClient } from './tenant-client.ts';
import { contextOf } from './tenant-key-cache.ts';
import { listDataKeys, saveRewrappedKey } from './tenant-key-store.ts';

/** What a rotation of the key-encryption key works on. `keyFolder` holds the root secret. */
export interface KeyRotationParts {
  readonly pool: pg.Pool;
  readonly keyEncryptionKeys: KeyEncryptionKeys;
  readonly keyFolder: string;
}

/** What a rotation did. */
export interface KeyRotation {
  readonly fromId: string;
  readonly toId: string;
  readonly rewrappedKeys: number;
}

/**
 * Makes a new key-encryption key and wraps every data key and the root secret with it, while everything goes on running: data keys
 * stay the same, so no sealed value and no event is touched. An interrupted rotation is finished by `finishKeyRotation`.
 */
export async function rotateKeyEncryptionKey(parts: KeyRotationParts): Promise<KeyRotation> {
  const from = await parts.keyEncryptionKeys.current();
  const to = await parts.keyEncryptionKeys.addGeneration();
  return { fromId: from.id, toId: to.id, rewrappedKeys: await finishKeyRotation(parts) };
}

/** Wraps with the current key-encryption key whatever another one still wraps, and returns the number of data keys. */
export async function finishKeyRotation(parts: KeyRotationParts): Promise<number> {
  const target = await parts.keyEncryptionKeys.current();
  await rewrapRootSecret(parts.keyFolder, parts.keyEncryptionKeys, target);
  let rewrapped = 0;
  for (;;) {
    const tenants = await listTenantsNotWrappedBy(parts.pool, target.id);
    if (tenants.length === 0) return rewrapped;
    for (const tenantId of tenants) rewrapped += await rewrapTenant(parts, tenantId, target);
  }
}

/**
 * Destroys an old key-encryption key, after which erased data keys cannot be brought back from a backup either. Backups made before
 * the rotation lose their keys too. Throws while any data key is still wrapped by it.
 */
export async function destroyKeyEncryptionKey(parts: KeyRotationParts, id: string): Promise<void> {
  const { rows } = await parts.pool.query<{ used: boolean }>('select crypto.is_key_encryption_key_used($1) as used', [
    id,
  ]);
  if (rows[0]?.used !== false)
    throw new Error(`the key-encryption key ${id} still wraps data keys: finish the rotation first`);
  await parts.keyEncryptionKeys.destroyGeneration(id);
}

async function listTenantsNotWrappedBy(pool: pg.Pool, id: string): Promise<readonly TenantId[]> {
  const { rows } = await pool.query<{ tenant_id: TenantId }>(
    'select tenant_id from crypto.list_tenants_not_wrapped_by($1)',
    [id],
  );
  return rows.map((row) => row.tenant_id);
}

async function rewrapTenant(parts: KeyRotationParts, tenantId: TenantId, target: KeyEncryptionKey): Promise<number> {
  return withTenantClient(parts.pool, tenantId, async (client) => {
    let count = 0;
    for (const row of await listDataKeys(client)) {
      if (row.wrapped === null || row.keyEncryptionKeyId === target.id) continue;
      const context = contextOf(tenantId, row);
      const source = await parts.keyEncryptionKeys.get(row.keyEncryptionKeyId);
      const wrapped = await target.wrap(await source.unwrap(row.wrapped, context), context);
      await saveRewrappedKey(client, { ...row, fromId: row.keyEncryptionKeyId, toId: target.id, wrapped });
      count += 1;
    }
    return count;
  });
}
