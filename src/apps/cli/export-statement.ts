import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { canonicalJson, type Json } from '../../kernel/json.ts';
import { isSignedBy } from '../../platform/audit/anchor.ts';
import type { AuditKeys } from '../../platform/audit/audit-keys.ts';

/** Where the chain of the audit ends in an export, and the bytes in which it stands. */
export interface StatedAudit {
  readonly tenantId: TenantId;
  readonly exportedAt: Instant;
  /** Null where nothing was chained yet. The hash is base64, as in the exported table. */
  readonly chainEnd: { readonly sequence: number; readonly hash: string } | null;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** A statement with the signature of the installation over its canonical JSON. */
export interface SignedStatement {
  readonly statement: StatedAudit;
  readonly signature: string;
}

/** Signs where the chain ends and which bytes hold it, so that the exported audit can be held against it anywhere. */
export function composeStatement(keys: AuditKeys, statement: StatedAudit): SignedStatement {
  return { statement, signature: keys.signAnchor(toText(statement)) };
}

/** Tells whether a statement was signed by the installation whose public key this is. */
export function isStatementGenuine(publicKeyPem: string, signed: SignedStatement): boolean {
  return isSignedBy(publicKeyPem, { text: toText(signed.statement), signature: signed.signature });
}

function toText(statement: StatedAudit): string {
  return canonicalJson(['theriac export statement', statement as unknown as Json]);
}
