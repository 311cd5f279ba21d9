import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDerivedSecrets, rewrapRootSecret } from './derived-secrets.ts';
import { openKeyFiles } from './key-files.ts';
import { builtInKeyStores, openKeyStore } from './key-stores.ts';

let folder = '';
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'theriac-keys-')), 'keys');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

describe('key-encryption keys in files', () => {
  test('the first start makes one key of 32 bytes that only its owner may read', async () => {
    await openKeyFiles(folder).current();
    const { mode, size } = await stat(join(folder, 'kek-1'));
    expect(mode & 0o777).toBe(0o600);
    expect(size).toBe(32);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test('processes that start at once agree on one key and leave nothing unfinished', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => openKeyFiles(folder).current()));
    expect(new Set(keys.map((key) => key.id)).size).toBe(1);
    expect(await readdir(folder)).toEqual(['kek-1']);
  });

  test('an older generation unwraps what it wrapped, in the same context only', async () => {
    const keys = openKeyFiles(folder);
    const first = await keys.current();
    const wrapped = await first.wrap(Buffer.from('secret'), 'a');
    const second = await keys.addGeneration();
    expect((await keys.current()).id).toBe(second.id);
    expect(Buffer.from(await (await keys.get(first.id)).unwrap(wrapped, 'a')).toString()).toBe('secret');
    await expect(first.unwrap(wrapped, 'b')).rejects.toThrow();
    await expect(second.unwrap(wrapped, 'a')).rejects.toThrow();
  });

  test('a lost key is named and never silently replaced', async () => {
    const keys = openKeyFiles(folder);
    const lost = await keys.current();
    await rm(join(folder, 'kek-1'));
    await keys.current();
    await expect(keys.get(lost.id)).rejects.toThrow(`the key-encryption key ${lost.id} is not in ${folder}`);
  });

  test('a key that others may read is refused', async () => {
    const keys = openKeyFiles(folder);
    await keys.current();
    await chmod(join(folder, 'kek-1'), 0o644);
    await expect(keys.current()).rejects.toThrow('its mode must be 0600');
  });

  test('a key of the wrong length is refused', async () => {
    await openKeyFiles(folder).current();
    await writeFile(join(folder, 'kek-1'), 'short');
    await expect(openKeyFiles(folder).current()).rejects.toThrow('must hold 32 bytes');
  });

  test('the current generation is never destroyed, an older one is', async () => {
    const keys = openKeyFiles(folder);
    const first = await keys.current();
    await expect(keys.destroyGeneration(first.id)).rejects.toThrow('never destroyed');
    await keys.addGeneration();
    await keys.destroyGeneration(first.id);
    expect(await readdir(folder)).toEqual(['kek-2']);
  });

  test('a key store is opened by the scheme of its address, and further ones may be joined', async () => {
    const file = openKeyStore(pathToFileURL(folder).href);
    expect((await file.current()).id).toMatch(/^file:kek-1:[0-9a-f]{8}$/);
    expect(() => openKeyStore('vault://keys')).toThrow('no key store is known for addresses with vault:');
    expect(openKeyStore('vault://keys', { ...builtInKeyStores, vault: () => file })).toBe(file);
  });
});

describe('derived secrets', () => {
  test('are the same after a restart and after a rotation of the key-encryption key', async () => {
    const keys = openKeyFiles(folder);
    const before = (await openDerivedSecrets(folder, keys)).derive('cookie');
    const first = await keys.current();
    await rewrapRootSecret(folder, keys, await keys.addGeneration());
    await keys.destroyGeneration(first.id);
    const after = (await openDerivedSecrets(folder, openKeyFiles(folder))).derive('cookie');
    expect(after.equals(before)).toBe(true);
  });

  test('differ by label and have the asked length', async () => {
    const secrets = await openDerivedSecrets(folder, openKeyFiles(folder));
    expect(secrets.derive('a').equals(secrets.derive('b'))).toBe(false);
    expect(secrets.derive('a', 48)).toHaveLength(48);
  });

  test('processes that start at once derive the same', async () => {
    const derived = await Promise.all(
      Array.from({ length: 6 }, async () =>
        (await openDerivedSecrets(folder, openKeyFiles(folder))).derive('a').toString('hex'),
      ),
    );
    expect(new Set(derived).size).toBe(1);
  });
});
