import type { Reading } from '../../kernel/problem.ts';
import {
  type FhirAllergy,
  type FhirCondition,
  type FhirObservation,
  isEnteredInError,
  readAllergy,
  readCondition,
  readObservation,
} from './clinical-facts.ts';
import { type FhirConsent, type FhirTask, readConsent, readTask } from './consent-and-task.ts';
import { type FhirCoverage, readCoverage } from './coverage.ts';
import { textOf } from './element.ts';
import { isActiveOrder, type MedicationOrder, readMedicationOrder } from './medication-order.ts';
import { type FhirMedicationRecord, readMedicationRecord } from './medication-record.ts';
import {
  type FhirMessageHeader,
  listNamedResources,
  listSenderIssues,
  readMessageHeader,
  type SenderIssue,
} from './message-header.ts';
import { type FhirPatient, readPatient } from './patient.ts';
import { findSubject, listRecords, type PatientScope } from './patient-scope.ts';
import { collectProblems, fhirProblems, type Report } from './problems.ts';
import { readOrganizationResource, readPractitionerResource } from './provider.ts';
import type { FhirResource } from './read-fhir.ts';
import {
  type IndexedResource,
  indexResources,
  listResources,
  type ResourceIndex,
  resolveReference,
} from './resource-index.ts';

/** A specialty prescription with what the sender's record says about its patient. */
export interface SpecialtyEnrollment {
  readonly header: FhirMessageHeader | null;
  readonly prescriptions: readonly MedicationOrder[];
  /** Drugs of the record that this document does not ask to dispense. */
  readonly otherMedications: readonly FhirMedicationRecord[];
  readonly patient: FhirPatient | null;
  readonly coverages: readonly FhirCoverage[];
  readonly allergies: readonly FhirAllergy[];
  readonly conditions: readonly FhirCondition[];
  readonly observations: readonly FhirObservation[];
  readonly consents: readonly FhirConsent[];
  readonly tasks: readonly FhirTask[];
  readonly senderIssues: readonly SenderIssue[];
}

type NamedResources = ReadonlyMap<string, readonly IndexedResource[]>;

/**
 * Reads what HL7's Specialty Medication Enrollment guide exchanges: a message with a header and search results inside,
 * a search result with includes, a collection or a transaction. The prescriptions are those that the message names, else
 * the active orders, else every request, which then is reported as no active order. Everything must belong to one person.
 */
export function readSpecialtyEnrollment(resource: FhirResource): Reading<SpecialtyEnrollment> {
  const index = indexResources(resource);
  const { problems, report } = collectProblems(index.problems);
  const named = listNamedResources(index);
  const requests = selectPrescriptions(index, named);
  if (requests.length === 0) report(fhirProblems.prescriptionMissing, index.root.where);
  const patient = selectPatient(index, named, requests, report);
  const ordered = new Set(requests);
  const scope = createScope(named, patient, requests);
  const records = (type: string): readonly IndexedResource[] =>
    listRecords(index, scope, type, report).filter((record) => !isEnteredInError(record));
  const coverages = records('Coverage').map((each) => readCoverage(index, each, report));
  if (coverages.length === 0) report(fhirProblems.coverageMissing, index.root.where);
  const enrollment: SpecialtyEnrollment = {
    header: readMessageHeader(index, report),
    prescriptions: requests.map((request) => readPrescription(index, named, request, report)),
    otherMedications: [...records('MedicationRequest'), ...records('MedicationStatement')]
      .filter((record) => !ordered.has(record))
      .flatMap((record) => readMedicationRecord(index, record, report) ?? []),
    patient: patient === null ? null : readPatient(patient, report),
    coverages,
    allergies: records('AllergyIntolerance').map((each) => readAllergy(each, report)),
    conditions: records('Condition').map((each) => readCondition(each, report)),
    observations: records('Observation').flatMap((each) => readObservation(each, report)),
    consents: records('Consent').map((each) => readConsent(each, report)),
    tasks: records('Task').map((each) => readTask(each, report)),
    senderIssues: listSenderIssues(index, report),
  };
  return { message: enrollment, problems };
}

function selectPrescriptions(index: ResourceIndex, named: NamedResources): readonly IndexedResource[] {
  const isRequest = (resource: IndexedResource): boolean => resource.type === 'MedicationRequest';
  const chosen = [...(named.get('prescription') ?? []), ...(named.get('focus') ?? [])].filter(isRequest);
  if (chosen.length > 0) return [...new Set(chosen)];
  const requests = listResources(index, 'MedicationRequest');
  const active = requests.filter(isActiveOrder);
  return active.length > 0 ? active : requests;
}

/** Reads an order; prescriber and pharmacy come from the message where the order does not lead to them. */
function readPrescription(
  index: ResourceIndex,
  named: NamedResources,
  request: IndexedResource,
  report: Report,
): MedicationOrder {
  const order = readMedicationOrder(index, request, report);
  const [namedPrescriber] = named.get('prescriber') ?? [];
  const [namedPharmacy] = (named.get('pharmacy') ?? []).filter(({ type }) => type === 'Organization');
  const prescriber =
    order.prescriber ??
    (namedPrescriber === undefined ? null : readPractitionerResource(index, namedPrescriber, report));
  const pharmacy =
    order.pharmacy ?? (namedPharmacy === undefined ? null : readOrganizationResource(namedPharmacy, report));
  if (prescriber === null) report(fhirProblems.prescriberMissing, `${request.where}.requester`);
  return { ...order, prescriber, pharmacy };
}

function selectPatient(
  index: ResourceIndex,
  named: NamedResources,
  requests: readonly IndexedResource[],
  report: Report,
): IndexedResource | null {
  const subjects = requests.map((request) => resolveReference(index, request, findSubject(request)));
  const people = new Set(subjects.filter((subject) => subject?.type === 'Patient'));
  const asked = [...(named.get('source-patient') ?? []), ...(named.get('responder-patient') ?? [])];
  const present = asked.length > 0 ? asked.slice(0, 1) : listResources(index, 'Patient');
  const [only, ...others] = requests.length > 0 ? people : present;
  const [request] = requests;
  const where = request === undefined ? index.root.where : findSubject(request).where;
  if (others.length > 0) report(fhirProblems.patientAmbiguous, where);
  if (only === undefined || only === null || subjects.includes(null)) report(fhirProblems.patientMissing, where);
  return only ?? null;
}

/** The Patient of the prescription, and those which the message itself names as the same person at the other side. */
function createScope(
  named: NamedResources,
  patient: IndexedResource | null,
  requests: readonly IndexedResource[],
): PatientScope {
  const names = ['source-patient', 'responder-patient', 'requester-patient'];
  const counterparts = names.flatMap((name) => named.get(name) ?? []);
  const isNamed = patient !== null && counterparts.includes(patient);
  const people = [...(patient === null ? [] : [patient]), ...(isNamed ? counterparts : [])];
  const texts = requests.flatMap((request) => textOf(findSubject(request), 'reference') ?? []);
  return {
    places: new Set(people.map(({ where }) => where)),
    references: new Set(patient === null ? texts : []),
  };
}
