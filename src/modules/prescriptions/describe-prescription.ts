import { formatNdc } from '../../kernel/ndc.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../identity/index.ts';
import type { Patient } from '../patients/index.ts';
import type { Drug, Prescriber } from '../reference/index.ts';
import { acceptanceRules, tellFinding } from './domain/acceptance.ts';
import type { IncomingPrescription } from './domain/incoming-prescription.ts';
import type { MatchRecord, Prescription } from './domain/prescription.ts';
import { lookUpCandidates, type NamedRecords } from './prescription-queries.ts';
import { findLastFindings } from './prescription-store.ts';

/** Describes a prescription as a row of the intake list. */
export function describeIntakeRow(prescription: Prescription, named: NamedRecords) {
  const { prescriptionId, status, statusReasons, channel, isUrgent, receivedAt, incoming } = prescription;
  const patient = prescription.patientId === null ? undefined : named.patients.get(prescription.patientId);
  return {
    prescriptionId,
    status,
    statusReasons: [...statusReasons],
    channel,
    patientName: patient?.displayName ?? statedName(incoming),
    drugText: drugNameOf(prescription, named),
    prescriberName: prescriberNameOf(prescription, named),
    isUrgent,
    receivedAt,
  };
}

/** Describes a prescription as panels list it. */
export function describeSummary(prescription: Prescription, named: NamedRecords) {
  const { prescriptionId, status, channel, quantityThousandths, quantityUnit, daysSupply } = prescription;
  const { refillsAuthorized, indicationCode, writtenOn, expiresOn, receivedAt, rawMessageId, therapyId } = prescription;
  return {
    prescriptionId,
    status,
    channel,
    drugName: drugNameOf(prescription, named),
    prescriberName: prescriberNameOf(prescription, named),
    directions: prescription.incoming.directions,
    quantityThousandths,
    quantityUnit,
    daysSupply,
    refillsAuthorized,
    indicationCode,
    writtenOn,
    expiresOn,
    receivedAt,
    rawMessageId,
    therapyId,
  };
}

/** Describes a prescription with what was received beside what it was matched to, and every rule of its last decision. */
export async function describeDetail(tx: TenantTransaction, prescription: Prescription) {
  const named = await lookUpCandidates(tx, prescription);
  const findings = await findLastFindings(tx, prescription.prescriptionId);
  const { matches, incoming, version, patientId, shipToState, isUrgent, substitutionAllowed } = prescription;
  const site = await getSite(tx, prescription.siteId);
  const describe = <Named>(
    match: MatchRecord,
    chosenId: string | null,
    records: ReadonlyMap<string, Named>,
    describeOne: (record: Named, id: string) => ReturnType<typeof describePatient>,
  ) => ({
    decision: match.decision,
    score: match.score,
    reasons: [...match.reasons],
    chosen: [chosenId ?? ''].flatMap((id) => describeKnown(records.get(id), id, describeOne))[0] ?? null,
    candidates: match.candidateIds.flatMap((id) => describeKnown(records.get(id), id, describeOne)),
  });
  return {
    ...describeSummary(prescription, named),
    version,
    statusReasons: [...prescription.statusReasons],
    patientId,
    siteName: site.name,
    shipToState,
    isUrgent,
    substitutionAllowed,
    note: incoming.note,
    stated: describeStated(incoming),
    matches: {
      patient: describe(matches.patient, patientId, named.patients, describePatient),
      prescriber: describe(matches.prescriber, prescription.prescriberId, named.prescribers, describePrescriber),
      drug: describe(matches.drug, prescription.drugId, named.drugs, describeDrug),
    },
    findings: findings.map((finding) => ({
      rule: finding.rule,
      sentence: tellFinding(finding),
      outcome: finding.outcome,
      mayBeOverridden: acceptanceRules[finding.rule].mayBeOverridden,
    })),
  };
}

/** Describes what was received or entered, in the words of the sender. */
function describeStated(incoming: IncomingPrescription) {
  const { patient, prescriber, drug } = incoming;
  const [address] = patient.addresses;
  return {
    patient: statedName(incoming),
    birthDate: patient.birthDate,
    sex: patient.sex,
    address: join([address?.lines.join(', '), address?.city, join([address?.state, address?.postalCode], ' ')], ', '),
    phone: patient.phones[0]?.number ?? '',
    identifiers: patient.identifiers.map(({ kind, assigner, value }) => join([kind, value, assigner], ' ')),
    prescriber: join([join([prescriber.familyName, prescriber.givenName], ', '), label('NPI', prescriber.npi)], ' · '),
    drug: join([drug.description, drug.strength, label('NDC', drug.ndc), label('RxNorm', drug.rxcui)], ' · '),
    diagnoses: incoming.diagnoses.map(({ code, text }) => join([code, text], ' ')),
    coverages: incoming.coverages.map((coverage) =>
      join(
        [
          coverage.payerName,
          label('BIN', coverage.bin),
          label('PCN', coverage.pcn),
          label('group', coverage.groupNumber),
          label('member', coverage.memberId),
        ],
        ' · ',
      ),
    ),
    allergies: incoming.noKnownAllergies
      ? ['No known allergies']
      : incoming.allergies.map(({ text, reaction }) => join([text, reaction], ': ')),
    observations: incoming.observations.map(({ text, loincCode, value, unit }) =>
      join([text ?? loincCode, value, unit], ' '),
    ),
  };
}

function statedName({ patient }: IncomingPrescription): string {
  return join([patient.familyName, join([patient.givenName, patient.middleName], ' ')], ', ');
}

function drugNameOf({ drugId, incoming }: Prescription, named: NamedRecords): string {
  const drug = drugId === null ? undefined : named.drugs.get(drugId);
  return drug === undefined
    ? (incoming.drug.description ?? incoming.drug.ndc ?? '')
    : join([drug.name, drug.strengthText], ' ');
}

function prescriberNameOf({ prescriberId, incoming }: Prescription, named: NamedRecords): string {
  const prescriber = prescriberId === null ? undefined : named.prescribers.get(prescriberId);
  const stated = join([incoming.prescriber.familyName, incoming.prescriber.givenName], ', ');
  return prescriber === undefined ? stated : join([prescriber.familyName, prescriber.givenName], ', ');
}

function describeKnown<Named, Described>(
  record: Named | undefined,
  id: string,
  describe: (record: Named, id: string) => Described,
): readonly Described[] {
  return record === undefined ? [] : [describe(record, id)];
}

function describePatient({ demographics, displayName }: Patient, id: string) {
  const [address] = demographics.addresses;
  const numbers = demographics.identifiers.filter(({ kind }) => kind === 'MR').map(({ value }) => label('MRN', value));
  return {
    id,
    key: id,
    label: displayName,
    detail: join([demographics.birthDate, demographics.sex, address?.city, address?.state, ...numbers], ' · '),
  };
}

function describePrescriber({ familyName, givenName, npi, specialty, state }: Prescriber, id: string) {
  const detail = join([label('NPI', npi), specialty, state], ' · ');
  return { id, key: npi as string, label: join([familyName, givenName], ', '), detail };
}

/** Describes a drug as something that a prescription may mean. */
export function describeDrug({ name, strengthText, doseForm, ndc11, labeler, deaSchedule }: Drug, id: string) {
  const schedule = deaSchedule === null ? '' : `Schedule ${deaSchedule}`;
  return {
    id,
    key: id,
    label: join([name, strengthText], ' '),
    detail: join([doseForm, label('NDC', formatNdc(ndc11)), labeler, schedule], ' · '),
  };
}

function label(name: string, value: string | null): string {
  return value === null || value === '' ? '' : `${name} ${value}`;
}

function join(parts: readonly (string | null | undefined)[], between: string): string {
  return parts.filter((part) => part !== undefined && part !== null && part !== '').join(between);
}
