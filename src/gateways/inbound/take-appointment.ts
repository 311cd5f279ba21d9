import type { Id, PatientId, RawMessageId, SiteId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
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
  type IncomingCoverage,
  type IncomingDiagnosis,
  type IncomingPatient,
  lockIdentities,
  recordClinicalFacts,
} from '../../modules/prescriptions/index.ts';
import { dayOf, resolvePrescriber } from '../../modules/reference/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Applied } from './inbound-format.ts';

/** What a message says of an appointment, in the words of all formats. */
export interface IncomingAppointment {
  readonly number: string;
  readonly state: AppointmentNews['state'];
  readonly startsAt: Instant | null;
  readonly saidAt: Instant;
  readonly patient: IncomingPatient;
  readonly placeCodes: readonly string[];
  readonly npi: string | null;
  readonly diagnoses: readonly IncomingDiagnosis[];
  readonly coverages: readonly IncomingCoverage[];
}

/** Where the message came from. */
export interface AppointmentSource {
  readonly rawMessageId: RawMessageId;
  readonly partnerId: Id<'partner'>;
  readonly siteId: SiteId;
  readonly receivedAt: Instant;
}

const nothing: Applied = { outcome: 'applied', links: [], patientIds: [] };

/**
 * Records an appointment at a clinic that is entered here; one anywhere else is nothing of ours. Somebody who is not known yet becomes a
 * patient only when the appointment is booked and brings a diagnosis that the clinic treats with specialty drugs: nobody else's record
 * is needed.
 */
export async function takeAppointment(
  tx: TenantTransaction,
  appointment: IncomingAppointment,
  source: AppointmentSource,
): Promise<Applied> {
  const { number, state, startsAt, saidAt, patient, diagnoses, coverages } = appointment;
  const clinic = await findClinic(tx, appointment);
  if (clinic === null) return nothing;
  const found = await findPerson(tx, patient, {
    mayRegister: state === 'booked' && (await treatsDiagnosis(tx, clinic, listCodes(diagnoses))),
  });
  if (typeof found === 'object') return askPerson(tx, found.reasonCode, source);
  if (found === 'nobody') return nothing;
  await recordClinicalFacts(
    tx,
    { patientId: found, origin: { kind: 'message', id: source.rawMessageId } },
    {
      receivedAt: source.receivedAt,
      ...{ coverages, conditions: diagnoses },
      ...{ allergies: [], noKnownAllergies: false, medications: [], observations: [] },
    },
  );
  const { clinicId, siteId } = clinic;
  const news = { state, startsAt, saidAt, clinicId, siteId, patientId: found };
  await recordAppointment(tx, { partnerId: source.partnerId, number }, { ...news, rawMessageId: source.rawMessageId });
  return { outcome: 'applied', links: [{ kind: 'patient', id: found }], patientIds: [found] };
}

async function findClinic(tx: TenantTransaction, { placeCodes, npi }: IncomingAppointment): Promise<Clinic | null> {
  const prescriber = npi === null ? null : (await resolvePrescriber(tx, { npi })).prescriber;
  return findClinicOf(tx, {
    locationCodes: placeCodes,
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

async function askPerson(tx: TenantTransaction, reasonCode: string, source: AppointmentSource): Promise<Applied> {
  const { rawMessageId, siteId } = source;
  await openIntakeOfMessage(tx, { rawMessageId, siteId, reasonCode });
  return { outcome: 'work-item', links: [], patientIds: [] };
}
