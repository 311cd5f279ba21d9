import { verify } from 'node:crypto';
import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { AuditKeys } from './audit-keys.ts';
import type { ChainEnd } from './chain-link.ts';

/** A signed statement that the chain of a tenant had this hash at this place at this moment. `hash` is hexadecimal. */
export interface Anchor {
  readonly tenantId: TenantId;
  readonly sequence: number;
  readonly hash: string;
  readonly at: Instant;
  readonly signature: string;
}

/**
 * A place for anchors that the database's roles cannot write. A write-once bucket or another machine is joined by one more sink:
 * anchors go to all of them, and each can be verified against.
 */
export interface AnchorSink {
  /** Appends anchors; returns only when they are durable. */
  append(anchors: readonly Anchor[]): Promise<void>;
  /** Lists all anchors of a tenant in the order in which they were appended. */
  list(tenantId: TenantId): Promise<readonly Anchor[]>;
}

/** Signs where a chain ends. */
export function signAnchor(
  keys: AuditKeys,
  anchored: { readonly tenantId: TenantId; readonly end: ChainEnd; readonly at: Instant },
): Anchor {
  const { tenantId, end, at } = anchored;
  const anchor = { tenantId, sequence: end.sequence, hash: Buffer.from(end.hash, 'latin1').toString('hex'), at };
  return { ...anchor, signature: keys.signAnchor(signedText(anchor)) };
}

/** Tells whether an anchor was signed by the installation whose public key this is. It needs nothing of that installation. */
export function isAnchorSignedBy(publicKeyPem: string, anchor: Anchor): boolean {
  return isSignedBy(publicKeyPem, { text: signedText(anchor), signature: anchor.signature });
}

/** Tells whether a text was signed with the private half of an Ed25519 key. */
export function isSignedBy(
  publicKeyPem: string,
  signed: { readonly text: string; readonly signature: string },
): boolean {
  return verify(null, Buffer.from(signed.text), publicKeyPem, Buffer.from(signed.signature, 'base64'));
}

/** Tells whether an anchor was signed by this installation. */
export function isAnchorGenuine(keys: AuditKeys, anchor: Anchor): boolean {
  return keys.isAnchorSigned(signedText(anchor), anchor.signature);
}

function signedText(anchor: Omit<Anchor, 'signature'>): string {
  return JSON.stringify(['theriac audit anchor', anchor.tenantId, anchor.sequence, anchor.hash, anchor.at]);
}
