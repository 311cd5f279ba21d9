import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject, sign, verify } from 'node:crypto';
import type { TenantId } from '../../kernel/ids.ts';
import type { DerivedSecrets } from '../crypto/derived-secrets.ts';
import { createKeyedHash, type KeyedHash } from '../crypto/keyed-hash.ts';

/** The keys of the audit. All are derived from the root secret outside the database, so that they work while the database is down. */
export interface AuditKeys {
  /** Computes the MAC over an entry of a tenant. */
  entryHash(tenantId: TenantId): KeyedHash;
  /** Computes the hash of a link in the chain of a tenant. */
  linkHash(tenantId: TenantId): KeyedHash;
  /** Seals entries that wait in the spill folder. */
  readonly spillKey: KeyObject;
  /** Signs an anchor with Ed25519 and returns base64. */
  signAnchor(text: string): string;
  /** Tells whether a signature belongs to an anchor. */
  isAnchorSigned(text: string, signature: string): boolean;
  /** The public half of the anchor key as PEM, by which others can check anchors. */
  readonly anchorPublicKeyPem: string;
}

// The fixed beginning of an Ed25519 private key in PKCS #8 (RFC 8410, section 7); the 32 bytes of the seed follow.
const ed25519Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Derives the keys of the audit. */
export function createAuditKeys(secrets: DerivedSecrets): AuditKeys {
  const anchorKey = createPrivateKey({
    key: Buffer.concat([ed25519Prefix, secrets.derive('audit/anchor')]),
    format: 'der',
    type: 'pkcs8',
  });
  const anchorPublicKey = createPublicKey(anchorKey);
  return {
    entryHash: rememberByTenant((tenantId) => createKeyedHash(secrets.derive(`audit/entry/${tenantId}`))),
    linkHash: rememberByTenant((tenantId) => createKeyedHash(secrets.derive(`audit/link/${tenantId}`))),
    spillKey: createSecretKey(secrets.derive('audit/spill')),
    signAnchor: (text) => sign(null, Buffer.from(text), anchorKey).toString('base64'),
    isAnchorSigned: (text, signature) =>
      verify(null, Buffer.from(text), anchorPublicKey, Buffer.from(signature, 'base64')),
    anchorPublicKeyPem: anchorPublicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

function rememberByTenant(make: (tenantId: TenantId) => KeyedHash): (tenantId: TenantId) => KeyedHash {
  const made = new Map<TenantId, KeyedHash>();
  return (tenantId) => {
    const known = made.get(tenantId) ?? make(tenantId);
    made.set(tenantId, known);
    return known;
  };
}
