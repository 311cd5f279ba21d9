import type { Id } from '../../../kernel/ids.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findDiagnosisBeginning, listDiseaseStates } from '../../reference/index.ts';
import { lockAppointment, saveAppointment } from '../appointment-store.ts';
import {
  type Appointment,
  type AppointmentChange,
  type AppointmentNews,
  computeChange,
} from '../domain/appointment.ts';
import type { Clinic } from '../domain/clinic.ts';
import { appointmentChanged } from '../events.ts';

/**
 * Records what a sender says of an appointment, and announces what changed. Said twice or late, it changes nothing; a cancellation of
 * what nobody knows is not kept. Returns the appointment as it stands, null when there is none.
 */
export async function recordAppointment(
  tx: TenantTransaction,
  of: { readonly partnerId: Id<'partner'>; readonly number: string },
  news: AppointmentNews,
): Promise<Appointment | null> {
  const known = await lockAppointment(tx, of);
  const changed = known === null ? begin(tx, of, news) : computeChange(known, news);
  if (changed === null) return known;
  const { appointment, change } = changed;
  saveAppointment(tx, appointment, change);
  const { appointmentId, patientId } = appointment;
  await tx.announce(appointmentChanged, { appointmentId, patientId, change }, patientId);
  return appointment;
}

function begin(
  tx: TenantTransaction,
  of: { readonly partnerId: Id<'partner'>; readonly number: string },
  news: AppointmentNews,
): { readonly appointment: Appointment; readonly change: AppointmentChange } | null {
  const { startsAt, state } = news;
  if (startsAt === null || state !== 'booked') return null;
  return { appointment: { ...of, ...news, startsAt, appointmentId: tx.newId<'appointment'>() }, change: 'booked' };
}

/** Tells whether one of these ICD-10-CM codes is among the diagnoses of what a clinic treats. */
export async function treatsDiagnosis(
  tx: TenantTransaction,
  clinic: Pick<Clinic, 'diseaseStates'>,
  codes: readonly string[],
): Promise<boolean> {
  const states = (await listDiseaseStates(tx)).filter(({ code }) => clinic.diseaseStates.includes(code));
  return states.some((state) => codes.some((code) => findDiagnosisBeginning(state, code) !== null));
}
