import { hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { KeyEncryptionKey, KeyEncryptionKeys } from './key-encryption-key.ts';
import { createPrivateFile, readPrivateFile, replacePrivateFile } from './private-file.ts';

/** Secrets of the whole installation that are computed, never stored: the same label always gives the same secret. */
export interface DerivedSecrets {
  /** Derives a secret by HKDF-SHA-256 (RFC 5869). @param label says what it is for, such as `database/application-password` */
  derive(label: string, byteCount?: number): Buffer;
}

const context = 'theriac root secret';

interface RootSecretFile {
  readonly keyEncryptionKeyId: string;
  readonly wrapped: string;
}

/**
 * Opens the secrets derived from the root secret of the key folder, which is made on the first start. The root secret is wrapped by
 * the key-encryption key, so that a rotation of that key leaves every derived secret as it is.
 */
export async function openDerivedSecrets(folder: string, keys: KeyEncryptionKeys): Promise<DerivedSecrets> {
  const root = await readRoot(folder, keys);
  return derivedSecretsOf(root ?? (await makeRoot(folder, keys)));
}

/** Derives secrets from root bytes that are already at hand. */
export function derivedSecretsOf(root: Uint8Array): DerivedSecrets {
  return { derive: (label, byteCount = 32) => Buffer.from(hkdfSync('sha256', root, 'theriac', label, byteCount)) };
}

/** Wraps the root secret with another key-encryption key. */
export async function rewrapRootSecret(
  folder: string,
  keys: KeyEncryptionKeys,
  target: KeyEncryptionKey,
): Promise<void> {
  const root = await readRoot(folder, keys);
  if (root !== null) await replacePrivateFile(pathOf(folder), await wrapRoot(root, target));
}

function pathOf(folder: string): string {
  return join(folder, 'root-secret');
}

async function readRoot(folder: string, keys: KeyEncryptionKeys): Promise<Uint8Array | null> {
  const bytes = await readPrivateFile(pathOf(folder));
  if (bytes === null) return null;
  const stored = JSON.parse(bytes.toString()) as RootSecretFile;
  const key = await keys.get(stored.keyEncryptionKeyId);
  return key.unwrap(Buffer.from(stored.wrapped, 'base64'), context);
}

async function makeRoot(folder: string, keys: KeyEncryptionKeys): Promise<Uint8Array> {
  const made = randomBytes(32);
  const mine = await createPrivateFile(pathOf(folder), await wrapRoot(made, await keys.current()));
  const root = mine ? made : await readRoot(folder, keys);
  if (root === null) throw new Error('the root secret vanished while it was made');
  return root;
}

async function wrapRoot(root: Uint8Array, key: KeyEncryptionKey): Promise<Buffer> {
  const stored: RootSecretFile = {
    keyEncryptionKeyId: key.id,
    wrapped: Buffer.from(await key.wrap(root, context)).toString('base64'),
  };
  return Buffer.from(JSON.stringify(stored));
}
