import { createSecretKey, type KeyObject } from 'node:crypto';
import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import { millisecondsOf } from '../../kernel/instant.ts';
import type { Clock } from '../clock/clock.ts';
import type { KeyEncryptionKeys } from './key-encryption-key.ts';
import type { SealingKey } from './sealed-value.ts';
import { withTenantClient } from './tenant-client.ts';
import { type KeyName, type KeyPurpose, listDataKeys, type StoredDataKey } from './tenant-key-store.ts';

/** The unwrapped keys of a tenant as they were a moment ago. */
interface TenantKeys {
  readonly loadedAtMilliseconds: number;
  readonly byName: ReadonlyMap<string, SealingKey>;
  readonly newest: ReadonlyMap<KeyPurpose, SealingKey>;
  /** True when the tenant had keys and all of them were erased. */
  readonly erased: boolean;
}

/** Unwrapped keys in memory, read again from the database when they are older than five seconds. */
export interface TenantKeyCache {
  find(tenantId: TenantId): Promise<TenantKeys>;
  reload(tenantId: TenantId): Promise<TenantKeys>;
}

interface CacheParts {
  readonly pool: pg.Pool;
  readonly keyEncryptionKeys: KeyEncryptionKeys;
  readonly clock: Clock;
}

const freshMilliseconds = 5000;

/** Creates an empty cache. A key is unwrapped once, however often its row is read again. */
export function createTenantKeyCache(parts: CacheParts): TenantKeyCache {
  const unwrapped = new Map<string, KeyObject>();
  const tenants = new Map<TenantId, Promise<TenantKeys>>();

  async function load(tenantId: TenantId): Promise<TenantKeys> {
    const rows = await withTenantClient(parts.pool, tenantId, listDataKeys);
    return toTenantKeys(parts, { tenantId, rows, unwrapped });
  }

  function reload(tenantId: TenantId): Promise<TenantKeys> {
    const loading = load(tenantId);
    tenants.set(tenantId, loading);
    loading.catch(() => tenants.delete(tenantId));
    return loading;
  }

  async function find(tenantId: TenantId): Promise<TenantKeys> {
    const known = tenants.get(tenantId);
    if (known !== undefined) {
      const keys = await known;
      if (millisecondsOf(parts.clock.now()) - keys.loadedAtMilliseconds < freshMilliseconds) return keys;
    }
    return tenants.get(tenantId) === known ? reload(tenantId) : find(tenantId);
  }

  return { find, reload };
}

/** The text that binds a wrapped key to its tenant, purpose and generation. */
export function contextOf(tenantId: TenantId, name: KeyName): string {
  return `data key ${tenantId}/${nameOf(name)}`;
}

/** Names a key within its tenant, such as `seal/2`. */
export function nameOf(name: KeyName): string {
  return `${name.purpose}/${name.generation}`;
}

async function toTenantKeys(
  parts: CacheParts,
  loaded: {
    readonly tenantId: TenantId;
    readonly rows: readonly StoredDataKey[];
    readonly unwrapped: Map<string, KeyObject>;
  },
): Promise<TenantKeys> {
  const byName = new Map<string, SealingKey>();
  const newest = new Map<KeyPurpose, SealingKey>();
  for (const row of loaded.rows) {
    const cacheName = `${loaded.tenantId}/${nameOf(row)}`;
    if (row.wrapped === null) {
      loaded.unwrapped.delete(cacheName);
      continue;
    }
    const key = loaded.unwrapped.get(cacheName) ?? (await unwrap(parts, loaded.tenantId, row, row.wrapped));
    loaded.unwrapped.set(cacheName, key);
    byName.set(nameOf(row), { generation: row.generation, key });
    newest.set(row.purpose, { generation: row.generation, key });
  }
  const erased = loaded.rows.length > 0 && byName.size === 0;
  return { loadedAtMilliseconds: millisecondsOf(parts.clock.now()), byName, newest, erased };
}

async function unwrap(
  parts: CacheParts,
  tenantId: TenantId,
  row: KeyName & { keyEncryptionKeyId: string },
  wrapped: Uint8Array,
): Promise<KeyObject> {
  const keyEncryptionKey = await parts.keyEncryptionKeys.get(row.keyEncryptionKeyId);
  return createSecretKey(await keyEncryptionKey.unwrap(wrapped, contextOf(tenantId, row)));
}
