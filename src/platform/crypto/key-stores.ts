import { fileURLToPath } from 'node:url';
import type { KeyEncryptionKeys } from './key-encryption-key.ts';
import { openKeyFiles } from './key-files.ts';

/** Opens the key-encryption keys of one kind of key store by its address. */
export type KeyStore = (address: URL) => KeyEncryptionKeys;

/**
 * The kinds of key store that are built in, by the scheme of their address. A cloud key service, Vault or a PKCS#11 token is
 * joined by passing one more entry, `{ ...builtInKeyStores, vault: openVaultKeys }`: its `wrap` and `unwrap` call the
 * service's encrypt and decrypt with `context` as associated data, and its ids begin with its scheme. Nothing else changes.
 */
export const builtInKeyStores: Readonly<Record<string, KeyStore>> = {
  file: (address) => openKeyFiles(fileURLToPath(address)),
};

/** Opens the key store at an address such as `file:///var/lib/theriac/keys`; throws when no store of its scheme is known. */
export function openKeyStore(
  address: string,
  stores: Readonly<Record<string, KeyStore>> = builtInKeyStores,
): KeyEncryptionKeys {
  const url = new URL(address);
  const open = stores[url.protocol.slice(0, -1)];
  if (open === undefined) throw new Error(`no key store is known for addresses with ${url.protocol}`);
  return open(url);
}
