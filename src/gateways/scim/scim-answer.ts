import type { Principal } from '../../platform/http/principal.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { composeError, type ScimObject, type ScimValue } from '../../standards/scim/scim.ts';

/** What goes out. */
export interface ScimAnswer {
  readonly status: number;
  readonly body: ScimObject | null;
}

/** A program that has proven itself. */
export type ClientPrincipal = Principal & { readonly actor: Extract<Principal['actor'], { kind: 'client' }> };

/** One request, admitted, inside its transaction. */
export interface ScimCall {
  readonly tx: TenantTransaction;
  readonly principal: ClientPrincipal;
  readonly base: string;
  readonly id: string;
  readonly body: ScimValue;
  readonly query: Readonly<Record<string, unknown>>;
}

/** Composes the answer that says no. */
export function fail(status: number, detail: string, type?: string): ScimAnswer {
  return { status, body: composeError({ status, detail, ...(type === undefined ? {} : { type }) }) };
}
