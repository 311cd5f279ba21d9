import type { PatientId } from '../../kernel/ids.ts';
import { openIntakeOfMessage } from '../../modules/exchange/index.ts';
import {
  type Demographics,
  getPatient,
  type Patient as KnownPatient,
  matchPatient,
  registerPatient,
  updateDemographics,
} from '../../modules/patients/index.ts';
import { type IncomingPatient, lockIdentities, recordClinicalFacts } from '../../modules/prescriptions/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Admission } from '../../standards/hl7v2/hl7v2.ts';
import type { Applied } from '../inbound/inbound-format.ts';
import { applyMerges } from './apply-merges.ts';
import { readAllergyList } from './read-allergy-list.ts';
import {
  toIncomingCoverages,
  toIncomingDiagnoses,
  toIncomingObservations,
  toIncomingPatient,
} from './to-incoming-patient.ts';
import type { MessageSource } from './to-incoming-prescription.ts';

/** Events after which somebody is a patient of the health system, known here or not. */
const registering: ReadonlySet<Admission['action']> = new Set(['admit', 'register', 'pre-admit', 'add-person']);

/** Merges of whole identities; those of accounts and visits say nothing of people here. */
const identityMerges: ReadonlySet<string> = new Set(['A18', 'A34', 'A39', 'A40']);

/** Events that say who somebody is and change nothing else here. */
const describing: ReadonlySet<Admission['action']> = new Set([
  'update',
  'update-allergies',
  'transfer',
  'discharge',
  'change-class',
  'leave',
  'cancel',
]);

/**
 * Applies patient administration: admissions and registrations make a patient known, every event updates a known one, and
 * identities are merged. Linking and moving records, and whatever is not sure, are for a person.
 */
export async function applyAdmission(
  tx: TenantTransaction,
  admission: Admission,
  source: MessageSource,
): Promise<Applied> {
  if (admission.action === 'merge' && identityMerges.has(admission.trigger)) return applyMerges(tx, admission, source);
  const isRegistering = registering.has(admission.action);
  if (admission.patient === null || (!isRegistering && !describing.has(admission.action)))
    return askPerson(tx, `patient-${admission.action}`, source);
  const described = toIncomingPatient(admission.patient);
  await lockIdentities(tx, [described]);
  const match = await matchPatient(tx, described);
  if (match.decision === 'review') return askPerson(tx, 'patient-unclear', source);
  if (match.patientId !== null) {
    const known = await getPatient(tx, match.patientId);
    await update(tx, known, described);
    return finish(tx, admission, { patientId: match.patientId, source });
  }
  const { birthDate } = described;
  if (!isRegistering) return { outcome: 'applied', links: [], patientIds: [] };
  if (birthDate === null || described.familyName === '' || described.givenName === '')
    return askPerson(tx, 'patient-incomplete', source);
  const patientId = await registerPatient(tx, { ...described, birthDate });
  return finish(tx, admission, { patientId, source });
}

/** Takes over what the message says; what it leaves out stays as it was known. */
async function update(tx: TenantTransaction, known: KnownPatient, described: IncomingPatient): Promise<void> {
  const { patientId, version: expectedVersion, demographics: before } = known;
  const demographics: Demographics = {
    ...before,
    familyName: described.familyName === '' ? before.familyName : described.familyName,
    givenName: described.givenName === '' ? before.givenName : described.givenName,
    middleName: described.middleName ?? before.middleName,
    suffix: described.suffix ?? before.suffix,
    birthDate: described.birthDate ?? before.birthDate,
    sex: described.sex === 'unknown' ? before.sex : described.sex,
    addresses: joinAddresses(before.addresses, described.addresses),
    phones: described.phones.length === 0 ? before.phones : described.phones,
    emails: described.emails.length === 0 ? before.emails : described.emails,
    language: described.language ?? before.language,
    identifiers: [...before.identifiers, ...described.identifiers],
    deceasedOn: described.deceasedOn ?? before.deceasedOn,
  };
  await updateDemographics(tx, { patientId, expectedVersion, demographics, reasonCode: 'message' });
}

/** An address of a use replaces the known one of that use; where medicines are delivered is known here better than at the sender. */
function joinAddresses(before: Demographics['addresses'], said: Demographics['addresses']): Demographics['addresses'] {
  const uses = new Set(said.map(({ use }) => use));
  return [...said, ...before.filter(({ use }) => !uses.has(use))];
}

async function finish(
  tx: TenantTransaction,
  admission: Admission,
  of: { readonly patientId: PatientId; readonly source: MessageSource },
): Promise<Applied> {
  const { patientId, source } = of;
  const origin = { kind: 'message', id: source.rawMessageId } as const;
  await recordClinicalFacts(
    tx,
    { patientId, origin },
    {
      receivedAt: source.receivedAt,
      coverages: toIncomingCoverages(admission.coverages),
      ...readAllergyList(admission.allergies),
      conditions: toIncomingDiagnoses(admission.diagnoses, false),
      medications: [],
      observations: toIncomingObservations(admission.observations),
    },
  );
  return { outcome: 'applied', links: [{ kind: 'patient', id: patientId }], patientIds: [patientId] };
}

async function askPerson(tx: TenantTransaction, reasonCode: string, source: MessageSource): Promise<Applied> {
  const { rawMessageId, siteId } = source;
  await openIntakeOfMessage(tx, { rawMessageId, siteId, reasonCode });
  return { outcome: 'work-item', links: [], patientIds: [] };
}
