import type pg from 'pg';
import type { TenantId } from '../../kernel/ids.ts';
import type { PartnerId } from './domain/partner.ts';
import type { PartnerPlace } from './partner-store.ts';

/** Finds whom a client certificate proves, in any tenant, for connections that show nothing else. @param sha256 over its DER bytes */
export async function findPartnerPlaces(pool: pg.Pool, sha256: Uint8Array): Promise<readonly PartnerPlace[]> {
  const { rows } = await pool.query<{ tenant_id: TenantId; partner_id: PartnerId }>(
    'select tenant_id, partner_id from exchange.find_partners_of_certificate($1)',
    [Buffer.from(sha256)],
  );
  return rows.map((row) => ({ tenantId: row.tenant_id, partnerId: row.partner_id }));
}
