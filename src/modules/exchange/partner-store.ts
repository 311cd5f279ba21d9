import { createHash, timingSafeEqual } from 'node:crypto';
import type { SiteId, TenantId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { MessageFormat, Partner, PartnerId, PartnerKind, StatusFormat } from './domain/partner.ts';

const table = 'exchange.partner';
const columns = [
  'partner_id',
  'name',
  'kind',
  'formats',
  'site_id',
  'address',
  'query_address',
  'form_address',
  'allowed_senders',
  'status',
  'key_sha256',
  'status_format',
  'status_kinds',
] as const;

/** A partner to be entered, with what will prove it. */
export interface NewPartner
  extends Omit<Partner, 'partnerId' | 'status' | 'statusFormat' | 'statusKinds' | 'queryAddress' | 'formAddress'> {
  readonly queryAddress?: string;
  readonly formAddress?: string;
  /** SHA-256 over the DER bytes of the client certificate. */
  readonly certificateSha256: Uint8Array | null;
  /** The secret of its bearer key; only a hash of it is kept. */
  readonly keySecret: string | null;
}

/** Enters a partner. */
export async function insertPartner(tx: TenantTransaction, partner: NewPartner): Promise<PartnerId> {
  const partnerId = tx.newId<'partner'>();
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      partner_id: partnerId,
      name: partner.name,
      kind: partner.kind,
      formats: [...partner.formats],
      certificate_sha256: partner.certificateSha256 === null ? null : Buffer.from(partner.certificateSha256),
      key_sha256: partner.keySecret === null ? null : hashOf(partner.keySecret),
      allowed_senders: [...partner.allowedSenders],
      address: partner.address,
      query_address: partner.queryAddress ?? null,
      form_address: partner.formAddress ?? null,
      site_id: partner.siteId,
      made_at: tx.now,
    })
    .execute();
  return partnerId;
}

/** Stops a partner's connection or lets it run again. Returns false when there is no such partner. */
export async function savePartnerStatus(
  tx: TenantTransaction,
  change: { readonly partnerId: PartnerId; readonly status: Partner['status'] },
): Promise<boolean> {
  const changed = await tx.database
    .updateTable(table)
    .set({ status: change.status })
    .where('tenant_id', '=', tx.tenantId)
    .where('partner_id', '=', change.partnerId)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Sets where a partner is reached, and where it answers queries and takes forms, if it does. */
export async function savePartnerAddress(
  tx: TenantTransaction,
  change: {
    readonly partnerId: PartnerId;
    readonly address: string;
    readonly queryAddress?: string;
    readonly formAddress?: string;
  },
): Promise<void> {
  const { address, queryAddress, formAddress } = change;
  await tx.database
    .updateTable(table)
    .set({
      address,
      ...(queryAddress === undefined ? {} : { query_address: queryAddress }),
      ...(formAddress === undefined ? {} : { form_address: formAddress }),
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('partner_id', '=', change.partnerId)
    .execute();
}

/** Sets the FHIR base address at which a partner answers queries; null when it answers none. */
export async function savePartnerQueryAddress(
  tx: TenantTransaction,
  change: { readonly partnerId: PartnerId; readonly queryAddress: string | null },
): Promise<void> {
  await tx.database
    .updateTable(table)
    .set({ query_address: change.queryAddress })
    .where('tenant_id', '=', tx.tenantId)
    .where('partner_id', '=', change.partnerId)
    .execute();
}

/** Sets which news of orders a partner takes, in which format and at which address. Returns false when there is no such partner. */
export async function savePartnerStatuses(
  tx: TenantTransaction,
  change: {
    readonly partnerId: PartnerId;
    readonly statusFormat: StatusFormat | null;
    readonly statusKinds: readonly string[];
    readonly address: string | null;
  },
): Promise<boolean> {
  const changed = await tx.database
    .updateTable(table)
    .set({ status_format: change.statusFormat, status_kinds: [...change.statusKinds], address: change.address })
    .where('tenant_id', '=', tx.tenantId)
    .where('partner_id', '=', change.partnerId)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Lists all partners by name. */
export async function listPartners(tx: TenantTransaction): Promise<readonly Partner[]> {
  const rows = await tx.database
    .selectFrom(table)
    .select(columns)
    .where('tenant_id', '=', tx.tenantId)
    .orderBy('name')
    .execute();
  return rows.map(toPartner);
}

/** Lists the names of partners by id; an unknown id is absent. */
export async function listPartnerNames(
  tx: TenantTransaction,
  partnerIds: readonly PartnerId[],
): Promise<ReadonlyMap<PartnerId, string>> {
  if (partnerIds.length === 0) return new Map();
  const rows = await tx.database
    .selectFrom(table)
    .select(['partner_id', 'name'])
    .where('tenant_id', '=', tx.tenantId)
    .where('partner_id', 'in', [...new Set(partnerIds)])
    .execute();
  return new Map(rows.map((row) => [row.partner_id as PartnerId, row.name]));
}

/** Finds a partner; null when there is none. */
export async function findPartner(tx: TenantTransaction, partnerId: PartnerId): Promise<Partner | null> {
  const row = await tx.database
    .selectFrom(table)
    .select(columns)
    .where('tenant_id', '=', tx.tenantId)
    .where('partner_id', '=', partnerId)
    .executeTakeFirst();
  return row === undefined ? null : toPartner(row);
}

/** Gets a partner, which must exist. */
export async function getPartner(tx: TenantTransaction, partnerId: PartnerId): Promise<Partner> {
  const partner = await findPartner(tx, partnerId);
  if (partner === null) throw new Error('a partner is missing');
  return partner;
}

/** Finds the active partner of this tenant that a client certificate proves. @param sha256 over the DER bytes of the certificate */
export async function findPartnerByCertificate(tx: TenantTransaction, sha256: Uint8Array): Promise<Partner | null> {
  const row = await tx.database
    .selectFrom(table)
    .select(columns)
    .where('tenant_id', '=', tx.tenantId)
    .where('certificate_sha256', '=', Buffer.from(sha256))
    .where('status', '=', 'active')
    .executeTakeFirst();
  return row === undefined ? null : toPartner(row);
}

/** Finds the first active partner of a kind; null when the tenant has none. */
export async function findPartnerOfKind(tx: TenantTransaction, kind: PartnerKind): Promise<Partner | null> {
  const row = await tx.database
    .selectFrom(table)
    .select(columns)
    .where('tenant_id', '=', tx.tenantId)
    .where('kind', '=', kind)
    .where('status', '=', 'active')
    .orderBy('partner_id')
    .executeTakeFirst();
  return row === undefined ? null : toPartner(row);
}

/** Lists the active partners of a kind, the one that was entered first before the others. */
export async function listActivePartners(tx: TenantTransaction, kind: PartnerKind): Promise<readonly Partner[]> {
  const rows = await tx.database
    .selectFrom(table)
    .select(columns)
    .where('tenant_id', '=', tx.tenantId)
    .where('kind', '=', kind)
    .where('status', '=', 'active')
    .orderBy('partner_id')
    .execute();
  return rows.map(toPartner);
}

/** Writes the bearer key of a partner: its id and its secret. */
export function composePartnerKey(partnerId: PartnerId, secret: string): string {
  return `${partnerId}.${secret}`;
}

/** Finds the active partner of this tenant that a bearer key proves; the secret is compared in constant time. */
export async function findPartnerByKey(tx: TenantTransaction, key: string): Promise<Partner | null> {
  const match = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{20,200})$/.exec(key);
  if (match === null) return null;
  const row = await tx.database
    .selectFrom(table)
    .select(columns)
    .where('tenant_id', '=', tx.tenantId)
    .where('partner_id', '=', match[1] ?? '')
    .where('status', '=', 'active')
    .executeTakeFirst();
  if (row === undefined || row.key_sha256 === null) return null;
  return timingSafeEqual(row.key_sha256, hashOf(match[2] ?? '')) ? toPartner(row) : null;
}

/** A partner with the tenant that it belongs to. */
export interface PartnerPlace {
  readonly tenantId: TenantId;
  readonly partnerId: PartnerId;
}

interface PartnerRow {
  readonly partner_id: string;
  readonly name: string;
  readonly kind: string;
  readonly formats: string[];
  readonly site_id: string | null;
  readonly address: string | null;
  readonly query_address: string | null;
  readonly form_address: string | null;
  readonly allowed_senders: string[];
  readonly status: string;
  readonly status_format: string | null;
  readonly status_kinds: string[];
}

function toPartner(row: PartnerRow): Partner {
  return {
    partnerId: row.partner_id as PartnerId,
    name: row.name,
    kind: row.kind as PartnerKind,
    formats: row.formats as MessageFormat[],
    siteId: row.site_id as SiteId | null,
    address: row.address,
    queryAddress: row.query_address,
    formAddress: row.form_address,
    allowedSenders: row.allowed_senders,
    status: row.status as Partner['status'],
    statusFormat: row.status_format as StatusFormat | null,
    statusKinds: row.status_kinds,
  };
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
