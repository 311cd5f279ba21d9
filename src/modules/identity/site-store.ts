import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { SiteId } from '../../kernel/ids.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { SiteAddress } from './domain/site.ts';
import type { WrittenOpening } from './domain/site-opening.ts';
import type { ProposalId } from './proposal-store.ts';
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

/** Appends an opening that takes the place of the one before from a day on. */
export async function appendOpening(
  tx: TenantTransaction,
  change: {
    readonly siteId: SiteId;
    readonly validFrom: CalendarDay;
    readonly opening: WrittenOpening;
    readonly proposalId: ProposalId;
  },
): Promise<void> {
  // The lock of the site keeps two approvals from taking the same place in the sequence.
  await tx.database
    .selectFrom('identity.site')
    .select('site_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('site_id', '=', change.siteId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const { last } = await tx.database
    .selectFrom('identity.site_calendar')
    .select((select) => select.fn.max('sequence').as('last'))
    .where('tenant_id', '=', tx.tenantId)
    .where('site_id', '=', change.siteId)
    .executeTakeFirstOrThrow();
  await tx.database
    .insertInto('identity.site_calendar')
    .values({
      tenant_id: tx.tenantId,
      site_id: change.siteId,
      sequence: (last ?? 0) + 1,
      valid_from: change.validFrom,
      opening: JSON.stringify(change.opening),
      proposal_id: change.proposalId,
      decided_at: tx.now,
    })
    .execute();
}
