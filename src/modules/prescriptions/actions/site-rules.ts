import type { SiteId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { readOnce } from '../../../platform/transaction/read-once.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite, listSiteLicences, type Site, type SiteLicence } from '../../identity/index.ts';
import { findStatePolicy } from '../../reference/index.ts';
import type { ValidityRule } from '../domain/acceptance-facts.ts';
import { customaryValidity, toValidityRule, validityTopic } from '../domain/prescription-validity.ts';

/** A pharmacy with its licenses. */
export interface LicensedSite {
  readonly site: Site;
  readonly licences: readonly SiteLicence[];
}

/** Gets a pharmacy with its licenses; read once in a transaction, in which many prescriptions may be decided. */
export function getLicensedSite(tx: TenantTransaction, siteId: SiteId): Promise<LicensedSite> {
  return readOnce(tx, `licensed site ${siteId}`, async () => {
    const [site, licences] = await Promise.all([getSite(tx, siteId), listSiteLicences(tx, siteId)]);
    return { site, licences };
  });
}

/** Lists how long a prescription may be filled in the state of the pharmacy and in that which it ships to. */
export async function listValidityRules(
  tx: TenantTransaction,
  places: { readonly site: Site; readonly shipToState: string | null },
): Promise<readonly ValidityRule[]> {
  const { site, shipToState } = places;
  const states = new Set([site.address.state, ...(shipToState === null ? [] : [shipToState])]);
  const on = dayIn(tx.now, site.timeZone);
  return Promise.all(
    [...states].map(async (state) => {
      const wanted = { state, topic: validityTopic, on };
      const policy = await readOnce(tx, `validity ${state} ${on}`, () => findStatePolicy(tx, wanted));
      return (policy === null ? null : toValidityRule(policy)) ?? customaryValidity;
    }),
  );
}
