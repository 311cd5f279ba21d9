import { pathToFileURL } from 'node:url';
import type { StateFolders } from './config/state-folder.ts';
import { type DerivedSecrets, openDerivedSecrets } from './crypto/derived-secrets.ts';
import type { KeyEncryptionKeys } from './crypto/key-encryption-key.ts';
import { openKeyStore } from './crypto/key-stores.ts';

/** The secrets of an installation, opened before the database is. */
export interface OpenedSecrets {
  readonly keyEncryptionKeys: KeyEncryptionKeys;
  readonly derived: DerivedSecrets;
  /** The password by which every process of the installation logs in as the application role. */
  readonly applicationPassword: string;
}

/** Opens the secrets in the key folder of an installation, or at the address of another key store. */
export async function openSecrets(folders: StateFolders, keyStoreAddress?: string): Promise<OpenedSecrets> {
  const keyEncryptionKeys = openKeyStore(keyStoreAddress ?? pathToFileURL(folders.keys).toString());
  const derived = await openDerivedSecrets(folders.keys, keyEncryptionKeys);
  return {
    keyEncryptionKeys,
    derived,
    applicationPassword: derived.derive('database/application-password').toString('base64url'),
  };
}
