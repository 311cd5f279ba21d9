import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';

/** What a key of a tenant does: it seals values, or makes tokens of the blind index. */
export type KeyPurpose = 'seal' | 'index';

/** A key of a tenant by purpose and generation. */
export interface KeyName {
  readonly purpose: KeyPurpose;
  readonly generation: number;
}

/** A row of crypto.data_key. `wrapped` is null once the key was erased. */
export interface StoredDataKey extends KeyName {
  readonly keyEncryptionKeyId: string;
  readonly wrapped: Buffer | null;
  readonly retiredAt: Instant | null;
}

/** Lists the keys of the transaction's tenant, oldest generation first. */
export async function listDataKeys(client: pg.PoolClient): Promise<readonly StoredDataKey[]> {
  const { rows } = await client.query<StoredDataKey>(
    `select purpose, generation, key_encryption_key_id as "keyEncryptionKeyId", wrapped, retired_at as "retiredAt"
     from crypto.data_key order by purpose, generation`,
  );
  return rows;
}

/** Saves a new generation unless another process has just saved it. */
export async function saveDataKey(
  client: pg.PoolClient,
  key: KeyName & {
    readonly tenantId: TenantId;
    readonly keyEncryptionKeyId: string;
    readonly wrapped: Uint8Array;
    readonly madeAt: Instant;
  },
): Promise<void> {
  await client.query(
    `insert into crypto.data_key (tenant_id, purpose, generation, key_encryption_key_id, wrapped, made_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [key.tenantId, key.purpose, key.generation, key.keyEncryptionKeyId, key.wrapped, key.madeAt],
  );
}

/** Marks the generations of a purpose below one as retired: they open, but seal nothing new. */
export async function retireDataKeys(
  client: pg.PoolClient,
  retired: { readonly below: KeyName; readonly at: Instant },
): Promise<void> {
  await client.query(
    'update crypto.data_key set retired_at = $3 where purpose = $1 and generation < $2 and retired_at is null',
    [retired.below.purpose, retired.below.generation, retired.at],
  );
}

/** Saves a key wrapped anew, unless somebody else wrapped or erased it in the meantime. */
export async function saveRewrappedKey(
  client: pg.PoolClient,
  key: KeyName & { readonly fromId: string; readonly toId: string; readonly wrapped: Uint8Array },
): Promise<void> {
  await client.query(
    `update crypto.data_key set wrapped = $5, key_encryption_key_id = $4
     where purpose = $1 and generation = $2 and key_encryption_key_id = $3 and wrapped is not null`,
    [key.purpose, key.generation, key.fromId, key.toId, key.wrapped],
  );
}

/** Erases every key of the transaction's tenant and returns how many there were. */
export async function eraseDataKeys(client: pg.PoolClient, at: Instant): Promise<number> {
  const { rowCount } = await client.query(
    'update crypto.data_key set wrapped = null, erased_at = $1 where wrapped is not null',
    [at],
  );
  return rowCount ?? 0;
}

/** Reserves a block of encryptions under a key and returns how many are reserved by all processes together. */
export async function reserveEncryptions(client: pg.PoolClient, generation: number, count: number): Promise<number> {
  const { rows } = await client.query<{ reserved: number }>(
    `update crypto.data_key set encryptions_reserved = encryptions_reserved + $2
     where purpose = 'seal' and generation = $1 returning encryptions_reserved as reserved`,
    [generation, count],
  );
  return rows[0]?.reserved ?? 0;
}
