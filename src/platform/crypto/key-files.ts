import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { decrypt, encrypt } from './authenticated-encryption.ts';
import type { KeyEncryptionKey, KeyEncryptionKeys } from './key-encryption-key.ts';
import { createPrivateFile, makePrivateFolder, readPrivateFile } from './private-file.ts';

const keyBytes = 32;
const fileName = /^kek-(\d+)$/;

/**
 * Opens key-encryption keys that are files of 32 bytes, mode 0600, named `kek-1`, `kek-2` and so on. The folder lies outside the
 * database and its backups; processes on several machines must see the same folder.
 */
export function openKeyFiles(folder: string): KeyEncryptionKeys {
  async function newestGeneration(): Promise<number> {
    await makePrivateFolder(folder);
    const generations = (await readdir(folder)).map((name) => Number(fileName.exec(name)?.[1] ?? 0));
    return Math.max(0, ...generations);
  }

  async function read(generation: number): Promise<KeyEncryptionKey | null> {
    const bytes = await readPrivateFile(join(folder, `kek-${generation}`));
    if (bytes === null) return null;
    if (bytes.length !== keyBytes) throw new Error(`the key file kek-${generation} must hold ${keyBytes} bytes`);
    return fileKey(generation, bytes);
  }

  async function get(id: string): Promise<KeyEncryptionKey> {
    const generation = Number(/^file:kek-(\d+):/.exec(id)?.[1] ?? 0);
    const key = await read(generation);
    if (key?.id !== id) throw new Error(`the key-encryption key ${id} is not in ${folder}: restore the key folder`);
    return key;
  }

  async function addGeneration(): Promise<KeyEncryptionKey> {
    const generation = (await newestGeneration()) + 1;
    // Where two processes add at once, both go on with the one whose file came first.
    await createPrivateFile(join(folder, `kek-${generation}`), randomBytes(keyBytes));
    return (await read(generation)) ?? (await addGeneration());
  }

  return {
    get,
    addGeneration,
    current: async () => (await read(await newestGeneration())) ?? (await addGeneration()),
    destroyGeneration: async (id) => {
      if ((await read(await newestGeneration()))?.id === id)
        throw new Error('the current key-encryption key is never destroyed');
      await get(id);
      await rm(join(folder, `kek-${/kek-(\d+)/.exec(id)?.[1]}`));
    },
  };
}

function fileKey(generation: number, bytes: Buffer): KeyEncryptionKey {
  const key: KeyObject = createSecretKey(bytes);
  const fingerprint = Buffer.from(hkdfSync('sha256', bytes, '', 'theriac fingerprint', 4)).toString('hex');
  return {
    id: `file:kek-${generation}:${fingerprint}`,
    wrap: async (secret, context) => encrypt(key, secret, context),
    unwrap: async (wrapped, context) => decrypt(key, wrapped, context),
  };
}
