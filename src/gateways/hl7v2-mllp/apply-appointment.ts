import type { AppointmentNews } from '../../modules/clinics/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Appointment } from '../../standards/hl7v2/hl7v2.ts';
import type { Applied } from '../inbound/inbound-format.ts';
import { takeAppointment } from '../inbound/take-appointment.ts';
import { toIncomingCoverages, toIncomingDiagnoses, toIncomingPatient } from './to-incoming-patient.ts';
import { listPlaceCodes, type MessageSource } from './to-incoming-prescription.ts';

const states: Readonly<Record<Exclude<Appointment['action'], 'other'>, AppointmentNews['state']>> = {
  book: 'booked',
  move: 'booked',
  change: 'booked',
  cancel: 'cancelled',
  'no-show': 'no-show',
};

/** Records what a scheduling message says of an appointment. Null for events that nothing here takes. */
export async function applyAppointment(
  tx: TenantTransaction,
  appointment: Appointment,
  source: MessageSource,
): Promise<Applied | null> {
  const number = appointment.fillerNumber?.id ?? appointment.placerNumber?.id ?? null;
  if (appointment.action === 'other' || appointment.patient === null || number === null) return null;
  const { npi } = appointment;
  return takeAppointment(
    tx,
    {
      ...{ number, npi, state: states[appointment.action] },
      startsAt: appointment.startsAt?.instant ?? null,
      saidAt: appointment.saidAt?.instant ?? source.receivedAt,
      patient: toIncomingPatient(appointment.patient),
      placeCodes: appointment.locations.flatMap(listPlaceCodes),
      diagnoses: toIncomingDiagnoses(appointment.diagnoses, false),
      coverages: toIncomingCoverages(appointment.coverages),
    },
    source,
  );
}
