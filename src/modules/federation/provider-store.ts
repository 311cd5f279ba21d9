import type { Selectable } from 'kysely';
import type { StaffId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import type { Database } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Authentication, Provider, ProviderId, ProviderTerms } from './domain/provider.ts';

const table = 'federation.provider';

/** A key as a JSON Web Key (RFC 7517). */
export type Jwk = Readonly<Record<string, Json>>;

/** What proves Theriac to a provider: a private key, or a secret that both know. */
export type Credential =
  | { readonly kind: 'private-key'; readonly privateKey: Jwk; readonly publicKey: Jwk }
  | { readonly kind: 'secret'; readonly secret: string };

/** Saves a new provider, disabled until somebody enables it. */
export async function insertProvider(
  tx: TenantTransaction,
  made: {
    readonly providerId: ProviderId;
    readonly terms: ProviderTerms;
    readonly credential: Credential;
    readonly madeBy: StaffId;
  },
): Promise<void> {
  const { providerId } = made;
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      provider_id: providerId,
      ...toColumns(made.terms),
      ...(await toCredentialColumns(tx, providerId, made.credential)),
      is_enabled: false,
      made_by: made.madeBy,
      made_at: tx.now,
      changed_at: tx.now,
    })
    .execute();
}

/** Saves other terms of a provider, and another credential when there is one. */
export async function saveProvider(
  tx: TenantTransaction,
  changed: {
    readonly providerId: ProviderId;
    readonly terms: ProviderTerms;
    readonly credential: Credential | null;
  },
): Promise<void> {
  const { providerId, credential } = changed;
  await tx.database
    .updateTable(table)
    .set({
      ...toColumns(changed.terms),
      ...(credential === null ? {} : await toCredentialColumns(tx, providerId, credential)),
      changed_at: tx.now,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('provider_id', '=', providerId)
    .execute();
}

/** Saves whether people may sign in by a provider. */
export async function saveProviderStanding(
  tx: TenantTransaction,
  standing: { readonly providerId: ProviderId; readonly isEnabled: boolean },
): Promise<void> {
  await tx.database
    .updateTable(table)
    .set({ is_enabled: standing.isEnabled, changed_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('provider_id', '=', standing.providerId)
    .execute();
}

/** Finds a provider. */
export async function findProvider(tx: TenantTransaction, providerId: ProviderId): Promise<Provider | null> {
  const row = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('provider_id', '=', providerId)
    .executeTakeFirst();
  return row === undefined ? null : toProvider(row);
}

/** Finds a provider by its issuer. */
export async function findProviderByIssuer(tx: TenantTransaction, issuer: string): Promise<Provider | null> {
  const row = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('issuer', '=', issuer)
    .executeTakeFirst();
  return row === undefined ? null : toProvider(row);
}

/** Gets what proves Theriac to a provider. */
export async function getCredential(tx: TenantTransaction, providerId: ProviderId): Promise<Credential> {
  const row = await tx.database
    .selectFrom(table)
    .select('sealed_credential')
    .where('tenant_id', '=', tx.tenantId)
    .where('provider_id', '=', providerId)
    .executeTakeFirstOrThrow();
  return tx.sealer.open<Credential>({ table, rowId: providerId }, row.sealed_credential);
}

/** A provider with the public key that it knows Theriac by; null where a secret is used. */
export interface ListedProvider extends Provider {
  readonly publicKey: Jwk | null;
}

/** Lists the providers by name. */
export async function listProviders(tx: TenantTransaction): Promise<readonly ListedProvider[]> {
  const rows = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .orderBy('name')
    .orderBy('provider_id')
    .execute();
  return rows.map((row) => ({ ...toProvider(row), publicKey: row.public_key as Jwk | null }));
}

function toColumns(terms: ProviderTerms) {
  return {
    name: terms.name,
    issuer: terms.issuer,
    client_id: terms.clientId,
    authentication: terms.authentication,
    domains: [...terms.domains],
    group_claim: terms.groupClaim,
    accepted_methods: [...terms.acceptedMethods],
    accepted_contexts: [...terms.acceptedContexts],
    skew_seconds: terms.skewSeconds,
    subject_is_external_id: terms.subjectIsExternalId,
    is_offered: terms.isOffered,
  };
}

async function toCredentialColumns(tx: TenantTransaction, providerId: ProviderId, credential: Credential) {
  return {
    sealed_credential: Buffer.from(await tx.sealer.seal({ table, rowId: providerId }, credential)),
    public_key: credential.kind === 'private-key' ? JSON.stringify(credential.publicKey) : null,
  };
}

function toProvider(row: Selectable<Database[typeof table]>): Provider {
  return {
    providerId: row.provider_id as ProviderId,
    name: row.name,
    issuer: row.issuer,
    clientId: row.client_id,
    authentication: row.authentication as Authentication,
    domains: row.domains,
    groupClaim: row.group_claim,
    acceptedMethods: row.accepted_methods,
    acceptedContexts: row.accepted_contexts,
    skewSeconds: row.skew_seconds,
    subjectIsExternalId: row.subject_is_external_id,
    isOffered: row.is_offered,
    isEnabled: row.is_enabled,
  };
}
