import type { TherapyId } from '../../../kernel/ids.ts';
import { dayIn, formatLocalMinute } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { type Appointment, type AppointmentId, findAppointment } from '../../clinics/index.ts';
import { getSite } from '../../identity/index.ts';
import { listFamilyIds } from '../../patients/index.ts';
import { listStandings, listTherapies, type TherapyStanding } from '../../therapies/index.ts';
import { closeWorkItem, openWorkItem } from '../../work/index.ts';
import { listDeliveries } from '../delivery-store.ts';
import type { ClinicNeed } from '../domain/clinic-need.ts';
import type { Delivery } from '../domain/delivery.ts';
import { isStillToArrive } from '../domain/delivery-lifecycle.ts';
import { clinicAppointmentChanged } from '../events.ts';
import { findClinicNeed, listClinicNeeds } from './get-clinic-need.ts';

/**
 * Follows an appointment that was booked, moved, cancelled or missed: each therapy that its clinic administers is told, and a delivery
 * that would come too late for it becomes work.
 */
export async function followAppointment(
  tx: TenantTransaction,
  changed: { readonly appointmentId: AppointmentId; readonly change: string },
): Promise<void> {
  const appointment = await findAppointment(tx, changed.appointmentId);
  if (appointment === null) return;
  const standings = await listStandingsOf(tx, appointment);
  for (const [therapyId, need] of await listClinicNeeds(tx, standings)) {
    if (!need.clinicIds.includes(appointment.clinicId)) continue;
    await tellTherapy(tx, { therapyId, need, appointment, change: changed.change });
    await watchLateness(tx, therapyId, need);
  }
}

/** Follows what a benefits check says of the clinic: a delivery that was agreed may come too late for its appointment now, or not any more. */
export async function followBenefits(tx: TenantTransaction, therapyId: TherapyId): Promise<void> {
  await watchLateness(tx, therapyId, await findClinicNeed(tx, therapyId));
}

/** Opens work for a delivery that arrives after its clinic needs it, and closes it once it does not. */
export async function watchLateness(
  tx: TenantTransaction,
  therapyId: TherapyId,
  need: Pick<ClinicNeed, 'needBy'> | null,
): Promise<void> {
  const needBy = need?.needBy ?? null;
  const deliveries = await listDeliveries(tx, { therapyId });
  for (const delivery of deliveries.filter(({ state }) => isStillToArrive(state))) {
    const isLate = needBy !== null && delivery.arrivesOn > needBy;
    if (isLate) await openLateWork(tx, delivery);
    else await closeLateWork(tx, delivery);
  }
}

/** Closes the work on a delivery that came too late for an appointment; nothing happens when there is none. */
export async function closeLateWork(
  tx: TenantTransaction,
  { deliveryId }: Pick<Delivery, 'deliveryId'>,
): Promise<void> {
  await closeWorkItem(tx, { queue: 'delivery-exceptions', subjectId: deliveryId, outcome: 'in-time' });
}

async function openLateWork(tx: TenantTransaction, delivery: Delivery): Promise<void> {
  const { deliveryId, siteId, patientId, therapyId } = delivery;
  await openWorkItem(tx, {
    ...{ queue: 'delivery-exceptions', subjectKind: 'delivery', subjectId: deliveryId },
    ...{ siteId, patientId, therapyId, reasonCode: 'arrives-after-needed', dueAt: tx.now },
  });
}

async function listStandingsOf(tx: TenantTransaction, appointment: Appointment): Promise<readonly TherapyStanding[]> {
  const therapyIds: TherapyId[] = [];
  for (const patientId of await listFamilyIds(tx, appointment.patientId))
    for (const { therapyId, ended } of await listTherapies(tx, { patientId }))
      if (ended === null) therapyIds.push(therapyId);
  return listStandings(tx, [...new Set(therapyIds)]);
}

async function tellTherapy(
  tx: TenantTransaction,
  told: {
    readonly therapyId: TherapyId;
    readonly need: ClinicNeed;
    readonly appointment: Appointment;
    readonly change: string;
  },
): Promise<void> {
  const { therapyId, need, appointment, change } = told;
  const { appointmentId, startsAt, rawMessageId, siteId } = appointment;
  const { timeZone } = await getSite(tx, siteId);
  const payload = {
    ...{ therapyId, appointmentId, rawMessageId, change },
    appointmentOn: dayIn(startsAt, timeZone),
    appointmentTime: formatLocalMinute(startsAt, timeZone).slice(-5),
    needBy: need.needBy,
  };
  await tx.announce(clinicAppointmentChanged, payload, therapyId);
  tx.touch(`therapy:${therapyId}`);
}
