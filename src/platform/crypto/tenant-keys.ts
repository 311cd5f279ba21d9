import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import type { Clock } from '../clock/clock.ts';
import type { Log } from '../log/log.ts';
import type { KeyEncryptionKeys } from './key-encryption-key.ts';
import type { SealingKey } from './sealed-value.ts';
import { withTenantClient } from './tenant-client.ts';
import { contextOf, createTenantKeyCache, nameOf } from './tenant-key-cache.ts';
import {
  eraseDataKeys,
  type KeyName,
  type KeyPurpose,
  reserveEncryptions,
  retireDataKeys,
  saveDataKey,
} from './tenant-key-store.ts';

/** What the keys of tenants are kept with. */
export interface DataKeyParts {
  /**
   * Logs in as the application role. It must be a pool of its own (two connections are enough): a transaction that holds a
   * connection of the main pool waits for it, and all of them together would otherwise wait for each other.
   */
  readonly pool: pg.Pool;
  readonly keyEncryptionKeys: KeyEncryptionKeys;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: EncryptionLimits;
}

/** After how many encryptions a key is replaced, and in which blocks they are counted. */
export interface EncryptionLimits {
  readonly mostPerKey: number;
  readonly block: number;
}

/**
 * The keys of tenants, unwrapped and kept in memory. Each key is made when it is first needed. What another process rotated or
 * erased is seen after five seconds at the latest.
 */
export interface DataKeys {
  /** Returns the newest key of a purpose; throws {@link KeysErased} when the tenant's keys were erased. */
  current(tenantId: TenantId, purpose: KeyPurpose): Promise<SealingKey>;
  /** Returns the key of a generation; throws when there is none or it was erased. */
  get(tenantId: TenantId, name: KeyName): Promise<SealingKey>;
  /** Returns the newest sealing key and counts one encryption; the key is replaced long before its nonces could repeat. */
  takeForSealing(tenantId: TenantId): Promise<SealingKey>;
  /**
   * Makes a new generation of the sealing key for new writes; older ones go on opening what they sealed. The key of the blind index has
   * one generation: another key would mean other tokens.
   */
  rotate(tenantId: TenantId): Promise<SealingKey>;
  /** Destroys all keys of a tenant, so that nothing it sealed can be read again; returns how many were destroyed. */
  erase(tenantId: TenantId): Promise<number>;
}

/** Thrown when the keys of a tenant were erased and its sealed data are lost on purpose. */
export class KeysErased extends Error {
  override readonly name = 'KeysErased';

  constructor() {
    super('the keys of this tenant were erased');
  }
}

// NIST SP 800-38D 8.3 allows 2^32 encryptions under random nonces; half of that leaves room for every block still unused.
const usualLimits: EncryptionLimits = { mostPerKey: 2 ** 31, block: 2 ** 16 };

/** Creates the keeper of tenants' keys. */
export function createDataKeys(parts: DataKeyParts): DataKeys {
  const limits = parts.limits ?? usualLimits;
  const cache = createTenantKeyCache(parts);
  const unused = new Map<string, number>();

  async function makeGeneration(tenantId: TenantId, name: KeyName): Promise<SealingKey> {
    const keyEncryptionKey = await parts.keyEncryptionKeys.current();
    const wrapped = await keyEncryptionKey.wrap(randomBytes(32), contextOf(tenantId, name));
    await withTenantClient(parts.pool, tenantId, async (client) => {
      const madeAt = parts.clock.now();
      await saveDataKey(client, { ...name, tenantId, keyEncryptionKeyId: keyEncryptionKey.id, wrapped, madeAt });
      await retireDataKeys(client, { below: name, at: madeAt });
    });
    const made = (await cache.reload(tenantId)).newest.get(name.purpose);
    if (made === undefined) throw new KeysErased();
    return made;
  }

  async function current(tenantId: TenantId, purpose: KeyPurpose): Promise<SealingKey> {
    const keys = await cache.find(tenantId);
    if (keys.erased) throw new KeysErased();
    return keys.newest.get(purpose) ?? makeGeneration(tenantId, { purpose, generation: 1 });
  }

  async function rotate(tenantId: TenantId): Promise<SealingKey> {
    const { generation } = await current(tenantId, 'seal');
    return makeGeneration(tenantId, { purpose: 'seal', generation: generation + 1 });
  }

  async function takeForSealing(tenantId: TenantId): Promise<SealingKey> {
    const key = await current(tenantId, 'seal');
    const name = `${tenantId}/${key.generation}`;
    const left = unused.get(name) ?? 0;
    unused.set(name, left > 0 ? left - 1 : limits.block - 1);
    if (left > 0) return key;
    const reserved = await withTenantClient(parts.pool, tenantId, (client) =>
      reserveEncryptions(client, key.generation, limits.block),
    );
    if (reserved < limits.mostPerKey) return key;
    parts.log.warn('a sealing key has encrypted enough and is replaced', { tenantId, count: reserved });
    return rotate(tenantId);
  }

  return {
    current,
    rotate,
    takeForSealing,
    get: async (tenantId, name) => {
      const key =
        (await cache.find(tenantId)).byName.get(nameOf(name)) ??
        (await cache.reload(tenantId)).byName.get(nameOf(name));
      if (key === undefined) throw new KeysErased();
      return key;
    },
    erase: async (tenantId) => {
      const count = await withTenantClient(parts.pool, tenantId, (client) => eraseDataKeys(client, parts.clock.now()));
      await cache.reload(tenantId);
      return count;
    },
  };
}
