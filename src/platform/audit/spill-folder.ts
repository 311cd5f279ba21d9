import type { KeyObject } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../clock/clock.ts';
import { newId } from '../clock/new-id.ts';
import { decrypt, encrypt } from '../crypto/authenticated-encryption.ts';
import { createPrivateFile, makePrivateFolder, readPrivateFile } from '../crypto/private-file.ts';
import type { EntryValues } from './audit-entry.ts';
import type { SignedEntry } from './entry-store.ts';

/** Entries that wait outside the database. */
export interface SpilledBatch {
  readonly name: string;
  readonly entries: readonly SignedEntry[];
}

/**
 * The second sink of the audit: a folder with one sealed file for each batch that the database did not take. A file is never changed
 * once it has its name, so any process may bring it into the database, more than once if need be, and then remove it.
 */
export interface SpillFolder {
  /** Writes a batch; returns only when it is on the disk. */
  write(entries: readonly SignedEntry[]): Promise<void>;
  /** Lists the names of the waiting batches, oldest first. */
  list(): Promise<readonly string[]>;
  /** Reads a batch; null when another process has already removed it. Throws when the file was altered. */
  read(name: string): Promise<SpilledBatch | null>;
  remove(name: string): Promise<void>;
  /** Keeps a batch that cannot be taken in as evidence, out of the way of the others. */
  setAside(name: string): Promise<void>;
}

const ending = '.spill';
type StoredEntry = readonly [values: EntryValues, macBase64: string];

/** Opens the spill folder of an installation; it must lie on a disk that outlives the process. */
export async function openSpillFolder(parts: {
  readonly folder: string;
  readonly key: KeyObject;
  readonly clock: Clock;
}): Promise<SpillFolder> {
  const { folder, key, clock } = parts;
  await makePrivateFolder(folder);
  return {
    write: async (entries) => {
      const name = `${newId(clock.now())}${ending}`;
      const stored = entries.map((entry): StoredEntry => [entry.values, entry.mac.toString('base64')]);
      await createPrivateFile(join(folder, name), encrypt(key, Buffer.from(JSON.stringify(stored)), name));
    },
    list: async () => (await readdir(folder)).filter((name) => name.endsWith(ending)).sort(),
    read: async (name) => {
      const sealed = await readPrivateFile(join(folder, name));
      if (sealed === null) return null;
      const stored = JSON.parse(decrypt(key, sealed, name).toString()) as readonly StoredEntry[];
      return { name, entries: stored.map(([values, mac]) => ({ values, mac: Buffer.from(mac, 'base64') })) };
    },
    remove: (name) => rm(join(folder, name), { force: true }),
    setAside: (name) => rename(join(folder, name), join(folder, `${name}.refused`)),
  };
}
