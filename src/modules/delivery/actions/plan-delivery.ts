import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { SiteId } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import type { Result } from '../../../kernel/result.ts';
import { readOnce } from '../../../platform/transaction/read-once.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { assumedReceiving, type Clinic, type ClinicId, listClinics, receivesOn } from '../../clinics/index.ts';
import { getSite } from '../../identity/index.ts';
import type { DeliveryMethod, Storage } from '../domain/delivery.ts';
import { decideChosenDay, decideShipDay, type ShipPlan, type ShipRequest } from '../domain/ship-day.ts';
import { estimateTransitDays } from '../domain/transit-time.ts';

/** A wish for a delivery: when it is needed, how it travels, and where to. */
export interface DeliveryWish {
  readonly siteId: SiteId;
  readonly method: DeliveryMethod;
  readonly storage: Storage;
  readonly needBy: CalendarDay | null;
  /** The day that a person chose; null lets the rules choose. */
  readonly shipOn: CalendarDay | null;
  /** Two letters; null when nothing is sent to an address. */
  readonly toState: string | null;
  /** The clinic that receives it; null when it goes to the patient. */
  readonly clinicId: ClinicId | null;
}

/** Plans when a delivery leaves and arrives, by the calendar of its pharmacy. */
export async function planDelivery(tx: TenantTransaction, wish: DeliveryWish): Promise<Result<ShipPlan>> {
  const site = await getSite(tx, wish.siteId);
  const { method, storage, needBy } = wish;
  const clinic = await findReceivingClinic(tx, wish.clinicId);
  const hours = clinic?.receiving ?? assumedReceiving;
  const request: ShipRequest = {
    ...{ method, storage, needBy },
    today: dayIn(tx.now, site.timeZone),
    calendar: site.calendar,
    receivesOn: clinic === null ? undefined : (day) => receivesOn(hours, day, site.calendar),
    transitDays: estimateTransitDays({ method, fromState: site.address.state, toState: wish.toState }),
  };
  return wish.shipOn === null ? decideShipDay(request) : decideChosenDay(request, wish.shipOn);
}

/** Finds a clinic to which goods go; null when none is named, or there is no such clinic. */
export async function findReceivingClinic(tx: TenantTransaction, clinicId: ClinicId | null): Promise<Clinic | null> {
  if (clinicId === null) return null;
  const clinics = await readOnce(tx, 'clinics', () => listClinics(tx));
  return clinics.find((clinic) => clinic.clinicId === clinicId) ?? null;
}
