import type { SiteId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
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

const rulesOf = new WeakMap<TenantTransaction, Map<string, Promise<unknown>>>();

/** Gets a pharmacy with its licenses; read once in a transaction, in which many prescriptions may be decided. */
export function getLicensedSite(tx: TenantTransaction, siteId: SiteId): Promise<LicensedSite> {
  return once(tx, `site ${siteId}`, async () => ({
    site: await getSite(tx, siteId),
    licences: await listSiteLicences(tx, siteId),
  }));
}

/** Lists how long a prescription may be filled in the state of the pharmacy and in that which it ships to. */
export async function listValidityRules(
  tx: TenantTransaction,
  places: { readonly site: Site; readonly shipToState: string | null },
): Promise<readonly ValidityRule[]> {
  const { site, shipToState } = places;
  const states = new Set([site.address.state, ...(shipToState === null ? [] : [shipToState])]);
  const on = dayIn(tx.now, site.timeZone);
  const rules: ValidityRule[] = [];
  for (const state of states) {
    const policy = await once(tx, `validity ${state}`, () => findStatePolicy(tx, { state, topic: validityTopic, on }));
    rules.push((policy === null ? null : toValidityRule(policy)) ?? customaryValidity);
  }
  return rules;
}

/** What a transaction reads of rules stays the same while it lasts. */
function once<Value>(tx: TenantTransaction, key: string, read: () => Promise<Value>): Promise<Value> {
  const known = rulesOf.get(tx) ?? new Map<string, Promise<unknown>>();
  rulesOf.set(tx, known);
  const reading = (known.get(key) as Promise<Value> | undefined) ?? read();
  known.set(key, reading);
  return reading;
}
