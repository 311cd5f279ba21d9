import type { BusinessCalendar } from '../../../kernel/business-calendar.ts';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { SiteId, StaffId } from '../../../kernel/ids.ts';
import type { TimeZone } from '../../../kernel/instant.ts';
import type { Npi } from '../../../kernel/npi.ts';

/** A business address. */
export interface SiteAddress {
  readonly lines: readonly string[];
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

/** A pharmacy of the health system. */
export interface Site {
  readonly siteId: SiteId;
  readonly name: string;
  readonly npi: Npi;
  readonly ncpdpId: string;
  readonly deaNumber: string | null;
  readonly timeZone: TimeZone;
  readonly calendar: BusinessCalendar;
  readonly address: SiteAddress;
  readonly phone: string;
}

/** A licence that lets a site, or one of its pharmacists, serve patients in a state. Both days are inclusive; null never ends. */
export interface SiteLicence {
  readonly kind: 'pharmacy' | 'pharmacist';
  readonly state: string;
  readonly number: string;
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
  readonly staffId: StaffId | null;
}
