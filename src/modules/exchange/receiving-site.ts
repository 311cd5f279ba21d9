import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { findSiteByNcpdpId, findSiteByNpi, getDefaultSite, getSite, type Site } from '../identity/index.ts';
import type { Partner } from './domain/partner.ts';

/** Finds the pharmacy that a message is for: the one it names, else the one that its partner feeds, else the default one. */
export async function findReceivingSite(
  tx: TenantTransaction,
  wanted: {
    readonly partner: Pick<Partner, 'siteId'>;
    /** Numbers by which the message names a pharmacy: NPI (ten digits) or NCPDP provider id (seven). */
    readonly pharmacyIds: readonly (string | null | undefined)[];
  },
): Promise<Site> {
  for (const given of wanted.pharmacyIds) {
    const id = given?.trim() ?? '';
    const named = /^\d{10}$/.test(id) ? await findSiteByNpi(tx, id) : null;
    const site = named ?? (/^\d{7}$/.test(id) ? await findSiteByNcpdpId(tx, id) : null);
    if (site !== null) return site;
  }
  return wanted.partner.siteId === null ? getDefaultSite(tx) : getSite(tx, wanted.partner.siteId);
}
