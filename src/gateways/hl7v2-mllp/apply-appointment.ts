import type { PatientId } from '../../kernel/ids.ts';
import {
  type AppointmentNews,
  type Clinic,
  findClinicOf,
  recordAppointment,
  treatsDiagnosis,
} from '../../modules/clinics/index.ts';
import { openIntakeOfMessage } from '../../modules/exchange/index.ts';
import { matchPatient, registerPatient } from '../../modules/patients/index.ts';
import {
  type IncomingDiagnosis,
  type IncomingPatient,
  lockIdentities,
  recordClinicalFacts,
} from '../../modules/prescriptions/index.ts';
import { dayOf, resolvePrescriber } from '../../modules/reference/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Appointment } from '../../standards/hl7v2/hl7v2.ts';
import type { Applied } from '../inbound/inbound-format.ts';
import { toIncomingCoverages, toIncomingDiagnoses, toIncomingPatient } from './to-incoming-patient.ts';
import { listPlaceCodes, type MessageSource } from './to-incoming-prescription.ts';

const states: Readonly<Record<Exclude<Appointment['action'], 'other'>, AppointmentNews['state']>> = {
  book: 'booked',
  move: 'booked',
  change: 'booked',
  cancel: 'cancelled',
  'no-show': 'no-show',
};

const nothing: Applied = { outcome: 'applied', links: [], patientIds: [] };

/**
 * Records an appointment at a clinic that is entered here; one anywhere else is nothing of ours. Somebody who is not known yet becomes a
 * patient only when the appointment is booked and brings a diagnosis that the clinic treats with specialty drugs: nobody else's record
 * is needed. Null for events that nothing here takes.
 */
export async function applyAppointment(
  tx: TenantTransaction,
  appointment: Appointment,
  source: MessageSource,
): Promise<Applied | null> {
  const number = appointment.fillerNumber?.id ?? appointment.placerNumber?.id ?? null;
  if (appointment.action === 'other' || appointment.patient === null || number === null) return null;
  const clinic = await findClinic(tx, appointment);
  if (clinic === null) return nothing;
  const diagnoses = toIncomingDiagnoses(appointment.diagnoses, false);
  const state = states[appointment.action];
  const described = toIncomingPatient(appointment.patient);
  const found = await findPerson(tx, described, {
    mayRegister: state === 'booked' && (await treatsDiagnosis(tx, clinic, listCodes(diagnoses))),
  });
  if (typeof found === 'object') return askPerson(tx, found.reasonCode, source);
  if (found === 'nobody') return nothing;
  await recordClinicalFacts(
    tx,
    { patientId: found, origin: { kind: 'message', id: source.rawMessageId } },
    {
      receivedAt: source.receivedAt,
      coverages: toIncomingCoverages(appointment.coverages),
      conditions: diagnoses,
      ...{ allergies: [], noKnownAllergies: false, medications: [], observations: [] },
    },
  );
  const { clinicId, siteId } = clinic;
  const saidAt = appointment.saidAt?.instant ?? source.receivedAt;
  const news = { state, startsAt: appointment.startsAt?.instant ?? null, saidAt, clinicId, siteId, patientId: found };
  await recordAppointment(tx, { partnerId: source.partnerId, number }, { ...news, rawMessageId: source.rawMessageId });
  return { outcome: 'applied', links: [{ kind: 'patient', id: found }], patientIds: [found] };
}

async function findClinic(tx: TenantTransaction, { locations, npi }: Appointment): Promise<Clinic | null> {
  const prescriber = npi === null ? null : (await resolvePrescriber(tx, { npi })).prescriber;
  return findClinicOf(tx, {
    locationCodes: locations.flatMap(listPlaceCodes),
    prescriberId: prescriber?.prescriberId ?? null,
    diseaseState: null,
    on: dayOf(tx),
  });
}

/** Finds or registers who has the appointment; a reason when a person has to settle that first. */
async function findPerson(
  tx: TenantTransaction,
  described: IncomingPatient,
  { mayRegister }: { readonly mayRegister: boolean },
): Promise<PatientId | 'nobody' | { readonly reasonCode: string }> {
  await lockIdentities(tx, [described]);
  const match = await matchPatient(tx, described);
  if (match.decision === 'review') return { reasonCode: 'patient-unclear' };
  if (match.patientId !== null) return match.patientId;
  if (!mayRegister) return 'nobody';
  const { birthDate } = described;
  if (birthDate === null || described.familyName === '' || described.givenName === '')
    return { reasonCode: 'patient-incomplete' };
  return registerPatient(tx, { ...described, birthDate });
}

function listCodes(diagnoses: readonly IncomingDiagnosis[]): readonly string[] {
  return diagnoses.flatMap(({ system, code }) => (system === 'ICD-10-CM' && code !== null ? [code] : []));
}

async function askPerson(tx: TenantTransaction, reasonCode: string, source: MessageSource): Promise<Applied> {
  const { rawMessageId, siteId } = source;
  await openIntakeOfMessage(tx, { rawMessageId, siteId, reasonCode });
  return { outcome: 'work-item', links: [], patientIds: [] };
}
