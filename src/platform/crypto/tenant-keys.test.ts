import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { instantOf } from '../../kernel/instant.ts';
import { MovableClock } from '../clock/clock.ts';
import { silentLog } from '../log/log.ts';
import { openDerivedSecrets } from './derived-secrets.ts';
import type { KeyEncryptionKeys } from './key-encryption-key.ts';
import { openKeyFiles } from './key-files.ts';
import { destroyKeyEncryptionKey, finishKeyRotation, rotateKeyEncryptionKey } from './key-rotation.ts';
import { readGeneration } from './sealed-value.ts';
import { createDataKeys, type DataKeys, type EncryptionLimits, KeysErased } from './tenant-keys.ts';
import { createTenantSealer } from './tenant-sealer.ts';

const clock = new MovableClock(instantOf(Date.UTC(2026, 0, 5, 12)));
const place = { table: 'patients.patient', rowId: 'row-1' };
const value = { familyName: 'Example' };
let database: TestDatabase;
let keyFolder = '';
let keyEncryptionKeys: KeyEncryptionKeys;
let lastTenant = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  keyFolder = await mkdtemp(join(tmpdir(), 'theriac-data-keys-'));
  keyEncryptionKeys = openKeyFiles(keyFolder);
});
afterAll(async () => {
  await database.close();
  await rm(keyFolder, { recursive: true, force: true });
});

function openProcess(limits?: EncryptionLimits): DataKeys {
  return createDataKeys({
    pool: database.app,
    keyEncryptionKeys,
    clock,
    log: silentLog,
    ...(limits === undefined ? {} : { limits }),
  });
}

function nextTenant(): TenantId {
  lastTenant += 1;
  return lastTenant as TenantId;
}

describe('keys of a tenant', () => {
  test('processes that need the first key at once agree on it', async () => {
    const tenantId = nextTenant();
    const sealers = Array.from({ length: 6 }, () => createTenantSealer(openProcess(), tenantId));
    const sealed = await Promise.all(sealers.map((sealer) => sealer.seal(place, value)));
    const opened = await Promise.all(
      sealed.map((bytes, index) => sealers[(index + 1) % sealers.length]?.open(place, bytes)),
    );
    expect(opened).toEqual(sealed.map(() => value));
    const { rows } = await database.owner.query('select generation from crypto.data_key where tenant_id = $1', [
      tenantId,
    ]);
    expect(rows).toEqual([{ generation: 1 }]);
  });

  test('one tenant cannot open or look up what another one sealed', async () => {
    const keys = openProcess();
    const [mine, other] = [createTenantSealer(keys, nextTenant()), createTenantSealer(keys, nextTenant())];
    await other.seal(place, value);
    await expect(mine.seal(place, value).then((sealed) => other.open(place, sealed))).rejects.toThrow('altered');
    expect(await mine.token('member-id/exact', 'W1')).not.toEqual(await other.token('member-id/exact', 'W1'));
    expect(await mine.tokens('family-name/prefix', 'Exam')).toContainEqual(
      await mine.token('family-name/prefix', 'exa'),
    );
  });

  test('a database dump holds no key that opens anything', async () => {
    const tenantId = nextTenant();
    await createTenantSealer(openProcess(), tenantId).seal(place, value);
    const thief = createDataKeys({
      pool: database.app,
      keyEncryptionKeys: openKeyFiles(join(keyFolder, 'thief')),
      clock,
      log: silentLog,
    });
    await expect(createTenantSealer(thief, tenantId).seal(place, value)).rejects.toThrow('is not in');
  });

  test('a wrapped key put in the place of another tenant’s does not unwrap', async () => {
    const [mine, other] = [nextTenant(), nextTenant()];
    const keys = openProcess();
    await keys.current(mine, 'seal');
    await keys.current(other, 'seal');
    await database.owner.query(
      `update crypto.data_key set wrapped = (select wrapped from crypto.data_key where tenant_id = $2) where tenant_id = $1`,
      [mine, other],
    );
    await expect(openProcess().current(mine, 'seal')).rejects.toThrow('altered');
    await database.owner.query('delete from crypto.data_key where tenant_id = $1', [mine]);
  });
});

describe('rotation', () => {
  test('after a rotation new values take the new key and old values still open, in other processes too', async () => {
    const tenantId = nextTenant();
    const [rotating, running] = [openProcess(), openProcess()];
    const sealer = createTenantSealer(running, tenantId);
    const before = await sealer.seal(place, value);
    await rotating.rotate(tenantId);
    const after = await createTenantSealer(rotating, tenantId).seal(place, value);
    expect([readGeneration(before), readGeneration(after)]).toEqual([1, 2]);
    expect([await sealer.open(place, before), await sealer.open(place, after)]).toEqual([value, value]);
    clock.advance(5000);
    expect(readGeneration(await sealer.seal(place, value))).toBe(2);
  });

  test('a key that has encrypted enough is replaced, counted over all processes', async () => {
    const tenantId = nextTenant();
    const processes = [openProcess({ mostPerKey: 40, block: 10 }), openProcess({ mostPerKey: 40, block: 10 })];
    const generations: number[] = [];
    for (let round = 0; round < 30; round += 1) {
      for (const keys of processes)
        generations.push(readGeneration(await createTenantSealer(keys, tenantId).seal(place, value)));
      clock.advance(5000);
    }
    const uses = [...Map.groupBy(generations, (generation) => generation).values()].map((used) => used.length);
    expect(uses.length).toBeGreaterThan(1);
    expect(Math.max(...uses)).toBeLessThanOrEqual(40);
  });

  test('a new key-encryption key wraps every key while values are sealed and opened', async () => {
    const tenants = [nextTenant(), nextTenant(), nextTenant()];
    const keys = openProcess();
    const sealed = await Promise.all(tenants.map((tenantId) => createTenantSealer(keys, tenantId).seal(place, value)));
    const secret = (await openDerivedSecrets(keyFolder, keyEncryptionKeys)).derive('cookie');
    let rotating = true;
    const traffic = (async () => {
      for (let turn = 0; rotating; turn += 1) {
        const sealer = createTenantSealer(openProcess(), tenants[turn % tenants.length] ?? nextTenant());
        expect(await sealer.open(place, await sealer.seal(place, value))).toEqual(value);
      }
    })();
    const parts = { pool: database.app, keyEncryptionKeys, keyFolder };
    const rotation = await rotateKeyEncryptionKey(parts);
    rotating = false;
    await traffic;
    expect(rotation.rewrappedKeys).toBeGreaterThanOrEqual(3);
    await destroyKeyEncryptionKey(parts, rotation.fromId);
    const restarted = openProcess();
    const opened = await Promise.all(
      tenants.map((tenantId, index) =>
        createTenantSealer(restarted, tenantId).open(place, sealed[index] ?? new Uint8Array()),
      ),
    );
    expect(opened).toEqual([value, value, value]);
    expect((await openDerivedSecrets(keyFolder, keyEncryptionKeys)).derive('cookie')).toEqual(secret);
  });

  test('an interrupted rotation is finished later', async () => {
    const tenantId = nextTenant();
    const sealed = await createTenantSealer(openProcess(), tenantId).seal(place, value);
    const parts = { pool: database.app, keyEncryptionKeys, keyFolder };
    const { id } = await keyEncryptionKeys.current();
    await keyEncryptionKeys.addGeneration();
    expect(await finishKeyRotation(parts)).toBeGreaterThanOrEqual(1);
    expect(await finishKeyRotation(parts)).toBe(0);
    await destroyKeyEncryptionKey(parts, id);
    expect(await createTenantSealer(openProcess(), tenantId).open(place, sealed)).toEqual(value);
  });

  test('a key-encryption key that still wraps keys is not destroyed', async () => {
    await openProcess().current(nextTenant(), 'index');
    const { id } = await keyEncryptionKeys.current();
    await expect(destroyKeyEncryptionKey({ pool: database.app, keyEncryptionKeys, keyFolder }, id)).rejects.toThrow(
      'still wraps data keys',
    );
  });
});

test('after a tenant’s keys are erased nothing it sealed can be opened by any process, and nothing new is sealed', async () => {
  const tenantId = nextTenant();
  const [erasing, running] = [openProcess(), openProcess()];
  const sealer = createTenantSealer(running, tenantId);
  const sealed = await sealer.seal(place, value);
  await sealer.token('member-id/exact', 'W1');
  expect(await erasing.erase(tenantId)).toBe(2);
  await expect(createTenantSealer(erasing, tenantId).open(place, sealed)).rejects.toThrow(KeysErased);
  clock.advance(5000);
  await expect(sealer.open(place, sealed)).rejects.toThrow(KeysErased);
  await expect(sealer.seal(place, value)).rejects.toThrow(KeysErased);
});
