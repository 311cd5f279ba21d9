import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { SiteId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { SiteAddress } from './domain/site.ts';
import type { StoredCalendar } from './site-queries.ts';

/** A pharmacy to be added. */
export interface NewSite {
  readonly name: string;
  readonly npi: string;
  readonly ncpdpId: string;
  readonly deaNumber: string | null;
  readonly timeZone: string;
  readonly calendar: StoredCalendar;
  readonly address: SiteAddress;
  readonly phone: string;
  readonly isDefault: boolean;
  readonly licences: readonly {
    readonly state: string;
    readonly number: string;
    readonly validFrom: CalendarDay;
    readonly validTo: CalendarDay | null;
  }[];
}

/** Saves the health system itself. Its hosts are the addresses at which its people sign in. */
export async function insertTenant(
  tx: TenantTransaction,
  tenant: { readonly slug: string; readonly name: string; readonly hosts: readonly string[]; readonly isDemo: boolean },
): Promise<void> {
  await tx.database
    .insertInto('identity.tenant')
    .values({
      tenant_id: tx.tenantId,
      slug: tenant.slug,
      name: tenant.name,
      hosts: [...tenant.hosts],
      is_demo: tenant.isDemo,
      made_at: tx.now,
    })
    .execute();
}

/** Saves a pharmacy with its licences. */
export async function insertSite(tx: TenantTransaction, site: NewSite): Promise<SiteId> {
  const siteId = tx.newId<'site'>();
  await tx.database
    .insertInto('identity.site')
    .values({
      tenant_id: tx.tenantId,
      site_id: siteId,
      name: site.name,
      npi: site.npi,
      ncpdp_id: site.ncpdpId,
      dea_number: site.deaNumber,
      time_zone: site.timeZone,
      calendar: JSON.stringify(site.calendar),
      address: JSON.stringify(site.address),
      phone: site.phone,
      is_default: site.isDefault,
    })
    .execute();
  if (site.licences.length > 0) {
    await tx.database
      .insertInto('identity.site_licence')
      .values(
        site.licences.map((licence) => ({
          tenant_id: tx.tenantId,
          licence_id: tx.newId<'licence'>(),
          site_id: siteId,
          state: licence.state,
          number: licence.number,
          valid_from: licence.validFrom,
          valid_to: licence.validTo,
        })),
      )
      .execute();
  }
  return siteId;
}
