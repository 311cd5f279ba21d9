import type { Npi } from '../../kernel/npi.ts';
import type { Reading } from '../../kernel/problem.ts';
import { type FhirCondition, isEnteredInError, readCondition } from './clinical-facts.ts';
import { type FhirCoverage, readCoverage } from './coverage.ts';
import { itemsOf, memberOf, partOf, textOf } from './element.ts';
import { type FhirMessageHeader, readMessageHeader } from './message-header.ts';
import { type FhirPatient, readPatient } from './patient.ts';
import { listRecords } from './patient-scope.ts';
import { collectProblems, fhirProblems, type Report } from './problems.ts';
import { readPractitioner } from './provider.ts';
import type { FhirResource } from './read-fhir.ts';
import {
  type IndexedResource,
  indexResources,
  listResources,
  type ResourceIndex,
  resolveReference,
} from './resource-index.ts';
import { type Concept, type FhirMoment, readConcepts, readIdentifiers, readMoment } from './value-types.ts';

/** An appointment with the participants that a pharmacy needs to know of. */
export interface FhirAppointment {
  readonly where: string;
  /** The sender's number: its first identifier, else its id. */
  readonly number: string;
  readonly status: string;
  readonly start: FhirMoment | null;
  /** When the sender's record of it was changed last; null where it does not say. */
  readonly lastUpdated: FhirMoment | null;
  readonly patient: FhirPatient;
  /** Codes and names by which places of it are known: identifiers first, then the name. */
  readonly placeCodes: readonly string[];
  readonly npis: readonly Npi[];
  readonly reasons: readonly Concept[];
  readonly conditions: readonly FhirCondition[];
  readonly coverages: readonly FhirCoverage[];
}

/** What a message says of appointments. */
export interface FhirAppointments {
  readonly header: FhirMessageHeader | null;
  readonly appointments: readonly FhirAppointment[];
}

/** Tells whether a document speaks of appointments and of no order. */
export function isAppointmentMessage(resource: FhirResource): boolean {
  const index = indexResources(resource);
  return listResources(index, 'Appointment').length > 0 && listResources(index, 'MedicationRequest').length === 0;
}

/** Reads the appointments of a document, each with its patient, place and practitioner; one that lacks what it needs is an error at its place. */
export function readAppointments(resource: FhirResource): Reading<FhirAppointments> {
  const index = indexResources(resource);
  const { problems, report } = collectProblems(index.problems);
  const header = readMessageHeader(index, report);
  const appointments = listResources(index, 'Appointment').flatMap((each) => readAppointment(index, each, report));
  return { message: { header, appointments }, problems };
}

function readAppointment(
  index: ResourceIndex,
  appointment: IndexedResource,
  report: Report,
): readonly FhirAppointment[] {
  const { where } = appointment;
  const actors = itemsOf(appointment, 'participant').map((participant) => memberOf(participant, 'actor'));
  const found = actors.map((actor) => resolveReference(index, appointment, actor));
  const ofType = (type: string): readonly IndexedResource[] =>
    found.filter((each) => each !== null && each.type === type) as IndexedResource[];
  const [person, ...others] = ofType('Patient');
  const number = readIdentifiers(appointment)[0]?.value ?? appointment.id;
  const status = textOf(appointment, 'status');
  if (person === undefined) report(fhirProblems.patientMissing, `${where}.participant`);
  if (others.length > 0) report(fhirProblems.patientAmbiguous, `${where}.participant`);
  if (number === null) report(fhirProblems.appointmentNumberMissing, `${where}.identifier`);
  if (status === null) report(fhirProblems.appointmentStatusMissing, `${where}.status`);
  const start = readMoment(memberOf(appointment, 'start'), report);
  if (status === 'booked' && start?.instant == null) report(fhirProblems.appointmentStartMissing, `${where}.start`);
  if (person === undefined || others.length > 0 || number === null || status === null) return [];
  const scope = { places: new Set([person.where]), references: new Set<string>() };
  const records = (type: string): readonly IndexedResource[] =>
    listRecords(index, scope, type, report).filter((record) => !isEnteredInError(record));
  const places = actors.flatMap((actor, nth) => listPlaceCodes(found[nth] ?? null, textOf(actor, 'display')));
  const practitioners = actors.flatMap((actor, nth) => {
    const type = found[nth]?.type ?? textOf(actor, 'type') ?? '';
    return type.startsWith('Practitioner') ? (readPractitioner(index, appointment, actor, report) ?? []) : [];
  });
  if (places.length === 0 && practitioners.length === 0)
    report(fhirProblems.appointmentPlaceMissing, `${where}.participant`);
  return [
    {
      ...{ where, number, status, start },
      lastUpdated: readMoment(partOf(appointment, 'meta', 'lastUpdated'), report),
      patient: readPatient(person, report),
      placeCodes: [...new Set(places)],
      npis: practitioners.flatMap(({ npi }) => npi ?? []),
      reasons: readConcepts(appointment, 'reasonCode'),
      conditions: records('Condition').map((each) => readCondition(each, report)),
      coverages: records('Coverage').map((each) => readCoverage(index, each, report)),
    },
  ];
}

/** A place that stayed at the sender is known by what the reference says; one that is here by its identifiers and its name. */
function listPlaceCodes(place: IndexedResource | null, display: string | null): readonly string[] {
  if (place !== null && place.type !== 'Location' && place.type !== 'HealthcareService') return [];
  if (place === null) return display === null ? [] : [display];
  const name = textOf(place, 'name');
  return [...readIdentifiers(place).map(({ value }) => value), ...(name === null ? [] : [name])];
}
