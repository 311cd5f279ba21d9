import type { Selectable } from 'kysely';
import type { StaffId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Database } from '../../platform/database/schema.gen.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listPartners, type Partner, type PartnerId } from '../exchange/index.ts';
import type { Jwk, ProviderId, SigningKey } from '../federation/index.ts';
import { type ConnectionTerms, toBaseAddress } from './domain/chart-connection.ts';

const table = 'charts.connection';

/** How the chart of a partner is asked with a token, and by whom it launches Theriac. */
export interface ChartConnection extends Omit<ConnectionTerms, 'baseAddress'> {
  readonly partnerId: PartnerId;
  /** Who vouches for people who launch, and what Theriac is called there; null where nobody may launch. */
  readonly launch: { readonly providerId: ProviderId; readonly clientId: string } | null;
  readonly publicKey: Jwk;
  readonly changedAt: Instant;
}

/** Saves how the chart of a partner is asked. A key that stands stays. */
export async function saveConnection(
  tx: TenantTransaction,
  saved: {
    readonly partnerId: PartnerId;
    readonly terms: Omit<ConnectionTerms, 'baseAddress'>;
    readonly launch: ChartConnection['launch'];
    /** The keys of a connection that is new; null where one stands. */
    readonly key: SigningKey | null;
    readonly changedBy: StaffId | null;
  },
): Promise<void> {
  const { partnerId, terms, launch, key } = saved;
  const settings = {
    client_id: terms.clientId,
    scopes: [...terms.scopes],
    identifier_system: terms.identifierSystem,
    identifier_assigner: terms.identifierAssigner,
    takes_notes: terms.takesNotes,
    provider_id: launch?.providerId ?? null,
    launch_client_id: launch?.clientId ?? null,
    launch_scopes: [...terms.launchScopes],
    changed_by: saved.changedBy,
    changed_at: tx.now,
  };
  if (key === null) {
    await tx.database
      .updateTable(table)
      .set(settings)
      .where('tenant_id', '=', tx.tenantId)
      .where('partner_id', '=', partnerId)
      .execute();
    return;
  }
  const sealed = await tx.sealer.seal({ table, rowId: partnerId }, key.privateKey);
  await tx.database
    .insertInto(table)
    .values({
      ...settings,
      tenant_id: tx.tenantId,
      partner_id: partnerId,
      sealed_key: Buffer.from(sealed),
      public_key: JSON.stringify(key.publicKey),
    })
    .execute();
}

/** Lists all connections. */
export async function listConnections(tx: TenantTransaction): Promise<readonly ChartConnection[]> {
  const rows = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .orderBy('partner_id')
    .execute();
  return rows.map(toConnection);
}

/** Finds the connection of a partner; null where its chart is asked without a token. */
export async function findConnection(tx: TenantTransaction, partnerId: PartnerId): Promise<ChartConnection | null> {
  const row = await tx.database
    .selectFrom(table)
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('partner_id', '=', partnerId)
    .executeTakeFirst();
  return row === undefined ? null : toConnection(row);
}

/** Gets the private key by which Theriac proves itself to the authorization server of a partner. */
export async function getConnectionKey(tx: TenantTransaction, partnerId: PartnerId): Promise<Jwk> {
  const row = await tx.database
    .selectFrom(table)
    .select('sealed_key')
    .where('tenant_id', '=', tx.tenantId)
    .where('partner_id', '=', partnerId)
    .executeTakeFirstOrThrow();
  return tx.sealer.open<Jwk>({ table, rowId: partnerId }, row.sealed_key);
}

/** A connection with its partner, whose FHIR address is known. */
export interface ReachedConnection extends ChartConnection {
  readonly partner: Partner;
  readonly baseAddress: string;
}

/** Lists the connections of partners that run and have a FHIR address. */
export async function listReachedConnections(tx: TenantTransaction): Promise<readonly ReachedConnection[]> {
  const connections = new Map((await listConnections(tx)).map((each) => [each.partnerId, each]));
  return (await listPartners(tx)).flatMap((partner) => {
    const connection = connections.get(partner.partnerId);
    if (connection === undefined || partner.status !== 'active' || partner.queryAddress === null) return [];
    return [{ ...connection, partner, baseAddress: toBaseAddress(partner.queryAddress) }];
  });
}

function toConnection(row: Selectable<Database[typeof table]>): ChartConnection {
  const { provider_id: providerId, launch_client_id: clientId } = row;
  return {
    partnerId: row.partner_id as PartnerId,
    clientId: row.client_id,
    scopes: row.scopes,
    identifierSystem: row.identifier_system,
    identifierAssigner: row.identifier_assigner,
    takesNotes: row.takes_notes,
    launch: providerId === null || clientId === null ? null : { providerId: providerId as ProviderId, clientId },
    launchScopes: row.launch_scopes,
    publicKey: row.public_key as Jwk,
    changedAt: row.changed_at,
  };
}
