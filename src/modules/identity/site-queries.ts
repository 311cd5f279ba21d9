import { sql } from 'kysely';
import type { BusinessCalendar } from '../../kernel/business-calendar.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { SiteId, StaffId } from '../../kernel/ids.ts';
import type { TimeZone } from '../../kernel/instant.ts';
import type { Npi } from '../../kernel/npi.ts';
import { readOnce } from '../../platform/transaction/read-once.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Site, SiteAddress, SiteLicence } from './domain/site.ts';
import { toOpening, type WrittenOpening } from './domain/site-opening.ts';

/** The working time of a site as it is stored. Weekdays are ISO numbers, Monday 1. */
export interface StoredCalendar {
  readonly opening:
    | '24/7'
    | {
        readonly opens: string;
        readonly closes: string;
        readonly weekdays: readonly number[];
        readonly holidays: readonly string[];
      };
}

const columns = [
  'site_id',
  'name',
  'npi',
  'ncpdp_id',
  'dea_number',
  'time_zone',
  'calendar',
  'address',
  'phone',
  'is_default',
] as const;

/** The openings that count from a day on, the earliest first; of two for the same day the later entry comes last. */
const laterOpenings = sql<readonly StoredOpening[] | null>`(
  select jsonb_agg(jsonb_build_object('from', c.valid_from, 'opening', c.opening) order by c.valid_from, c.sequence)
  from identity.site_calendar c where c.tenant_id = site.tenant_id and c.site_id = site.site_id)`.as('later_openings');

interface StoredOpening {
  readonly from: CalendarDay;
  readonly opening: WrittenOpening;
}

/** Lists all pharmacies of the tenant by name. */
export async function listSites(tx: TenantTransaction): Promise<readonly Site[]> {
  const rows = await tx.database
    .selectFrom('identity.site as site')
    .select(columns)
    .select(laterOpenings)
    .where('tenant_id', '=', tx.tenantId)
    .orderBy('name')
    .execute();
  return rows.map(toSite);
}

/** Finds a site. */
export function findSite(tx: TenantTransaction, siteId: SiteId): Promise<Site | null> {
  return findSiteBy(tx, 'site_id', siteId);
}

/** Gets a site, which must exist. */
export async function getSite(tx: TenantTransaction, siteId: SiteId): Promise<Site> {
  const site = await readOnce(tx, `site ${siteId}`, () => findSite(tx, siteId));
  if (site === null) throw new Error('a site is missing');
  return site;
}

/** Finds the site with an NPI. */
export function findSiteByNpi(tx: TenantTransaction, npi: string): Promise<Site | null> {
  return findSiteBy(tx, 'npi', npi);
}

/** Finds the site with an NCPDP provider id. */
export function findSiteByNcpdpId(tx: TenantTransaction, ncpdpId: string): Promise<Site | null> {
  return findSiteBy(tx, 'ncpdp_id', ncpdpId);
}

/** Gets the site that serves what names no other: the marked one, or the first by name. */
export async function getDefaultSite(tx: TenantTransaction): Promise<Site> {
  const row = await tx.database
    .selectFrom('identity.site as site')
    .select(columns)
    .select(laterOpenings)
    .where('tenant_id', '=', tx.tenantId)
    .orderBy('is_default', 'desc')
    .orderBy('name')
    .executeTakeFirstOrThrow();
  return toSite(row);
}

/** Lists the licences of a site and of the pharmacists who work there. */
export async function listSiteLicences(tx: TenantTransaction, siteId: SiteId): Promise<readonly SiteLicence[]> {
  const ofSite = tx.database
    .selectFrom('identity.site_licence')
    .select(['state', 'number', 'valid_from', 'valid_to'])
    .where('tenant_id', '=', tx.tenantId)
    .where('site_id', '=', siteId)
    .execute();
  const ofPharmacists = tx.database
    .selectFrom('identity.staff_licence as licence')
    .innerJoin('identity.staff as staff', (join) =>
      join.onRef('staff.tenant_id', '=', 'licence.tenant_id').onRef('staff.staff_id', '=', 'licence.staff_id'),
    )
    .leftJoin('identity.staff_site as place', (join) =>
      join
        .onRef('place.tenant_id', '=', 'staff.tenant_id')
        .onRef('place.staff_id', '=', 'staff.staff_id')
        .on('place.site_id', '=', siteId),
    )
    .select(['licence.state', 'licence.number', 'licence.valid_from', 'licence.valid_to', 'licence.staff_id'])
    .where('licence.tenant_id', '=', tx.tenantId)
    .where('licence.kind', '=', 'pharmacist')
    .where('staff.status', '=', 'active')
    .where((where) => where.or([where('staff.sees_all_sites', '=', true), where('place.site_id', 'is not', null)]))
    .execute();
  const [siteRows, pharmacistRows] = await Promise.all([ofSite, ofPharmacists]);
  return [
    ...siteRows.map((row) => ({ ...toLicence(row), kind: 'pharmacy' as const, staffId: null })),
    ...pharmacistRows.map((row) => ({
      ...toLicence(row),
      kind: 'pharmacist' as const,
      staffId: row.staff_id as StaffId,
    })),
  ];
}

async function findSiteBy(
  tx: TenantTransaction,
  column: 'site_id' | 'npi' | 'ncpdp_id',
  value: string,
): Promise<Site | null> {
  const row = await tx.database
    .selectFrom('identity.site as site')
    .select(columns)
    .select(laterOpenings)
    .where('tenant_id', '=', tx.tenantId)
    .where(column, '=', value)
    .executeTakeFirst();
  return row === undefined ? null : toSite(row);
}

interface SiteRow {
  readonly site_id: string;
  readonly name: string;
  readonly npi: string;
  readonly ncpdp_id: string;
  readonly dea_number: string | null;
  readonly time_zone: string;
  readonly calendar: unknown;
  readonly address: unknown;
  readonly phone: string;
  readonly later_openings: readonly StoredOpening[] | null;
}

function toSite(row: SiteRow): Site {
  const timeZone = row.time_zone as TimeZone;
  return {
    siteId: row.site_id as SiteId,
    name: row.name,
    npi: row.npi as Npi,
    ncpdpId: row.ncpdp_id,
    deaNumber: row.dea_number,
    timeZone,
    calendar: {
      ...toCalendar(timeZone, row.calendar as StoredCalendar),
      laterOpenings: (row.later_openings ?? []).map(({ from, opening }) => ({ from, opening: toOpening(opening) })),
    },
    address: row.address as SiteAddress,
    phone: row.phone,
  };
}

function toCalendar(timeZone: TimeZone, stored: StoredCalendar): BusinessCalendar {
  if (stored.opening === '24/7') return { timeZone, opening: '24/7' };
  const { opens, closes, weekdays, holidays } = stored.opening;
  return {
    timeZone,
    opening: {
      hoursByWeekday: new Map(weekdays.map((weekday) => [weekday, { opens, closes }])),
      holidays: new Set(holidays as readonly CalendarDay[]),
    },
  };
}

function toLicence(row: { state: string; number: string; valid_from: CalendarDay; valid_to: CalendarDay | null }) {
  return { state: row.state, number: row.number, validFrom: row.valid_from, validTo: row.valid_to };
}
