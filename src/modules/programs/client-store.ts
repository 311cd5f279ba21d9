import { createHash, randomBytes } from 'node:crypto';
import type { Id, SiteId, StaffId } from '../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

export type ClientId = Id<'api-client'>;

/** A program that may come in with a key of its own. Null sites are all of them. */
export interface ApiClient {
  readonly clientId: ClientId;
  readonly name: string;
  readonly publicKeys: readonly PublicJwk[];
  readonly scopes: readonly string[];
  readonly siteIds: readonly SiteId[] | null;
  readonly isDisabled: boolean;
  readonly madeAt: Instant;
  /** Null when the program was let in on the command line. */
  readonly madeBy: StaffId | null;
  readonly lastUsedAt: Instant | null;
}

/** A public key as a JSON Web Key (RFC 7517). */
type PublicJwk = Readonly<Record<string, Json>>;

/** What a program may do that came in with an access token. Null sites are all of them. */
export interface AdmittedProgram {
  readonly clientId: ClientId;
  readonly siteIds: readonly SiteId[] | null;
  readonly scopes: readonly string[];
}

/** How long an access token is good, in minutes. */
export const accessTokenMinutes = 5;

/** Saves a new program. */
export async function insertClient(
  tx: TenantTransaction,
  client: Omit<ApiClient, 'isDisabled' | 'madeAt' | 'lastUsedAt'>,
): Promise<void> {
  await tx.database
    .insertInto('programs.api_client')
    .values({
      tenant_id: tx.tenantId,
      client_id: client.clientId,
      name: client.name,
      public_keys: JSON.stringify(client.publicKeys),
      scopes: [...client.scopes],
      site_ids: client.siteIds === null ? null : [...client.siteIds],
      made_at: tx.now,
      made_by: client.madeBy,
    })
    .execute();
}

/** Finds a program, whatever its state. */
export async function findClient(tx: TenantTransaction, clientId: ClientId): Promise<ApiClient | null> {
  const row = await tx.database
    .selectFrom('programs.api_client')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return row === undefined ? null : toClient(row);
}

/** Lists the programs by name. */
export async function listClients(tx: TenantTransaction): Promise<readonly ApiClient[]> {
  const rows = await tx.database
    .selectFrom('programs.api_client')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .orderBy('name')
    .execute();
  return rows.map(toClient);
}

/** Lists the names of programs by id; an unknown id is absent. */
export async function listClientNames(
  tx: TenantTransaction,
  clientIds: readonly ClientId[],
): Promise<ReadonlyMap<ClientId, string>> {
  if (clientIds.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom('programs.api_client')
    .select(['client_id', 'name'])
    .where('tenant_id', '=', tx.tenantId)
    .where('client_id', 'in', [...new Set(clientIds)])
    .execute();
  return new Map(rows.map((row) => [row.client_id as ClientId, row.name]));
}

/** Saves that a program may not come in any more. */
export async function saveClientDisabled(tx: TenantTransaction, clientId: ClientId): Promise<void> {
  await tx.database
    .updateTable('programs.api_client')
    .set({ disabled_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('client_id', '=', clientId)
    .execute();
}

/** Remembers a client assertion until it expires; false when it was used before. */
export async function appendAssertion(
  tx: TenantTransaction,
  assertion: { readonly clientId: ClientId; readonly assertionId: string; readonly expiresAt: Instant },
): Promise<boolean> {
  await tx.database
    .deleteFrom('programs.client_assertion')
    .where('tenant_id', '=', tx.tenantId)
    .where('client_id', '=', assertion.clientId)
    .where('expires_at', '<', addMinutes(tx.now, -1))
    .execute();
  const inserted = await tx.database
    .insertInto('programs.client_assertion')
    .values({
      tenant_id: tx.tenantId,
      client_id: assertion.clientId,
      assertion_id: assertion.assertionId,
      expires_at: assertion.expiresAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('client_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Issues an access token; the database has its hash. Those of the same program that have expired are forgotten. */
export async function appendAccessToken(
  tx: TenantTransaction,
  grant: { readonly clientId: ClientId; readonly scopes: readonly string[] },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.database
    .deleteFrom('programs.access_token')
    .where('tenant_id', '=', tx.tenantId)
    .where('client_id', '=', grant.clientId)
    .where('expires_at', '<', tx.now)
    .execute();
  await tx.database
    .insertInto('programs.access_token')
    .values({
      tenant_id: tx.tenantId,
      token_hash: hashToken(token),
      client_id: grant.clientId,
      scopes: [...grant.scopes],
      issued_at: tx.now,
      expires_at: addMinutes(tx.now, accessTokenMinutes),
    })
    .execute();
  await tx.database
    .updateTable('programs.api_client')
    .set({ last_used_at: tx.now })
    .where('tenant_id', '=', tx.tenantId)
    .where('client_id', '=', grant.clientId)
    .execute();
  return token;
}

/** Finds the program that an access token lets in; null when the token has expired or the program was disabled. */
export async function findProgram(tx: TenantTransaction, token: string): Promise<AdmittedProgram | null> {
  const row = await tx.database
    .selectFrom('programs.access_token')
    .select(['client_id', 'scopes'])
    .where('tenant_id', '=', tx.tenantId)
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', tx.now)
    .executeTakeFirst();
  const client = row === undefined ? null : await findClient(tx, row.client_id as ClientId);
  if (row === undefined || client === null || client.isDisabled) return null;
  const { clientId, siteIds } = client;
  return { clientId, siteIds, scopes: row.scopes.filter((scope) => client.scopes.includes(scope)) };
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function toClient(row: {
  readonly client_id: string;
  readonly name: string;
  readonly public_keys: unknown;
  readonly scopes: readonly string[];
  readonly site_ids: readonly string[] | null;
  readonly disabled_at: Instant | null;
  readonly made_at: Instant;
  readonly made_by: string | null;
  readonly last_used_at: Instant | null;
}): ApiClient {
  return {
    clientId: row.client_id as ClientId,
    name: row.name,
    publicKeys: row.public_keys as readonly PublicJwk[],
    scopes: row.scopes,
    siteIds: row.site_ids?.map((siteId) => siteId as SiteId) ?? null,
    isDisabled: row.disabled_at !== null,
    madeAt: row.made_at,
    madeBy: row.made_by as StaffId | null,
    lastUsedAt: row.last_used_at,
  };
}
