import type { Id, SiteId, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Assurance, Permission } from '../../kernel/permission.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import type { Actor } from '../transaction/actor.ts';

/** Somebody whose identity is proven: who, in which tenant, at which site, with which permissions and how fresh the proof is. */
export interface Principal {
  readonly tenantId: TenantId;
  readonly actor: Actor;
  readonly principalId: Id<'principal'>;
  readonly siteIds: readonly SiteId[];
  readonly permissionCodes: ReadonlySet<string>;
  readonly provenAt: Instant;
  /** True when the last proof was a passkey that cannot leave its device. */
  readonly isDeviceBound: boolean;
  /** Where the tenant's policy asks for another proof than the permission declares, by permission code. */
  readonly assurances: ReadonlyMap<string, Assurance>;
}

/** What a request shows of its sender, before anything is believed. */
export interface RequestCredentials {
  readonly host: string;
  readonly sessionToken: string | null;
  readonly deviceToken: string | null;
  /** What ties a sign-in that is under way at an identity provider to this browser. */
  readonly signInToken: string | null;
  readonly bearerToken: string | null;
  readonly address: string;
}

/** Finds out who sends a request. Given by the identity module, because the platform knows no people. */
export interface Authenticator {
  authenticate(credentials: RequestCredentials): Promise<AuthenticationOutcome>;
  /** Finds the tenant of an address, for requests that come before sign-in; null when the address is nobody's. */
  findTenant(host: string): Promise<TenantId | null>;
  /** Refuses when the principal may not use the permission, or must first prove identity again. */
  checkPermission(principal: Principal, permission: Permission, now: Instant): Refusal | null;
}

export type AuthenticationOutcome =
  | { readonly kind: 'principal'; readonly principal: Principal }
  | { readonly kind: 'refused'; readonly refusal: Refusal };
