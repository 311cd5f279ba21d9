import { type CalendarDay, parseCalendarDay } from '../../kernel/calendar-day.ts';
import { type Instant, parseInstant } from '../../kernel/instant.ts';
import { type FhirElement, isPresent, itemsOf, memberOf, numberOf, partOf, textOf } from './element.ts';
import { fhirProblems, type Report } from './problems.ts';

interface Coding {
  readonly system: string | null;
  readonly code: string | null;
  readonly display: string | null;
}

/** A CodeableConcept: what is meant, by codes and in words. */
export interface Concept {
  readonly codings: readonly Coding[];
  readonly text: string | null;
}

/** An Identifier; `typeCode` is its code of HL7 table 0203 (`MR`, `MB`, …). */
export interface Identifier {
  readonly system: string | null;
  readonly value: string;
  readonly typeCode: string | null;
}

/**
 * A date or moment as FHIR writes it, which may be a year or a month alone. `day` is the day that is written,
 * in the sender's zone; `instant` is null unless a time with its zone is given.
 */
export interface FhirMoment {
  readonly text: string;
  readonly day: CalendarDay | null;
  readonly instant: Instant | null;
}

/** A Quantity; `code` is the UCUM unit where one is given. */
export interface Measure {
  readonly value: number;
  readonly comparator: string | null;
  readonly unit: string | null;
  readonly code: string | null;
}

/** Addresses of the code systems that the readers look for. */
export const codeSystems = {
  ndc: 'http://hl7.org/fhir/sid/ndc',
  rxNorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  icd10: 'http://hl7.org/fhir/sid/icd-10-cm',
  snomed: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  cvx: 'http://hl7.org/fhir/sid/cvx',
  npi: 'http://hl7.org/fhir/sid/us-npi',
} as const;

/** The same code systems as older senders name them, by object identifier (HL7 OID registry). */
const codeSystemsByOid: ReadonlyMap<string, string> = new Map([
  ['urn:oid:2.16.840.1.113883.6.69', codeSystems.ndc],
  ['urn:oid:2.16.840.1.113883.6.88', codeSystems.rxNorm],
  ['urn:oid:2.16.840.1.113883.6.90', codeSystems.icd10],
  ['urn:oid:2.16.840.1.113883.6.96', codeSystems.snomed],
  ['urn:oid:2.16.840.1.113883.6.1', codeSystems.loinc],
  ['urn:oid:2.16.840.1.113883.12.292', codeSystems.cvx],
  ['urn:oid:2.16.840.1.113883.4.6', codeSystems.npi],
]);

/** Reads a CodeableConcept; null where there is none. */
export function readConcept(element: FhirElement): Concept | null {
  const codings = itemsOf(element, 'coding').map((coding) => ({
    system: readSystem(coding),
    code: textOf(coding, 'code'),
    display: textOf(coding, 'display'),
  }));
  const text = textOf(element, 'text');
  return codings.length === 0 && text === null ? null : { codings, text };
}

/** Lists the CodeableConcepts of a repeating member. */
export function readConcepts(element: FhirElement, name: string): readonly Concept[] {
  return itemsOf(element, name).flatMap((item) => readConcept(item) ?? []);
}

/** Finds the code of a concept in a code system. */
export function findCode(concept: Concept | null, system: string): string | null {
  return concept?.codings.find((coding) => coding.system === system && coding.code !== null)?.code ?? null;
}

/** Returns the first code of a concept, of whatever system; used where the element allows one system only. */
export function firstCode(concept: Concept | null): string | null {
  return concept?.codings.find((coding) => coding.code !== null)?.code ?? null;
}

/** Returns what a person would read: the text, else the first display. */
export function labelOf(concept: Concept | null): string | null {
  return concept?.text ?? concept?.codings.find((coding) => coding.display !== null)?.display ?? null;
}

/** Lists the identifiers of a resource that have a value. */
export function readIdentifiers(element: FhirElement): readonly Identifier[] {
  return itemsOf(element, 'identifier').flatMap((item) => {
    const value = textOf(item, 'value');
    if (value === null) return [];
    const typeCode = firstCode(readConcept(memberOf(item, 'type')));
    return [{ system: readSystem(item), value, typeCode }];
  });
}

function readSystem(element: FhirElement): string | null {
  const system = textOf(element, 'system');
  return system === null ? null : (codeSystemsByOid.get(system) ?? system);
}

/** Reads a date, dateTime or instant; null, and reported, when it is none. */
export function readMoment(element: FhirElement, report: Report): FhirMoment | null {
  if (!isPresent(element)) return null;
  const text = textOf(element) ?? '';
  const match = /^(\d{4})(-(0[1-9]|1[0-2])(-\d{2}(T.+)?)?)?$/.exec(text);
  const day = match?.[4] === undefined ? null : parseCalendarDay(text.slice(0, 10));
  const instant = match?.[5] === undefined ? null : parseInstant(text);
  const isBroken = (match?.[4] !== undefined && day === null) || (match?.[5] !== undefined && instant === null);
  if (match === null || isBroken) {
    report(fhirProblems.dateInvalid, element.where);
    return null;
  }
  return { text, day, instant };
}

/** Reads the first of several moments that a resource gives, each by its path of members. */
export function readFirstMoment(element: FhirElement, paths: readonly string[], report: Report): FhirMoment | null {
  const given = paths.map((path) => partOf(element, ...path.split('.'))).find(isPresent);
  return given === undefined ? null : readMoment(given, report);
}

/** Reads a Quantity; null where there is no number. */
export function readMeasure(element: FhirElement): Measure | null {
  const value = numberOf(element, 'value');
  if (value === null) return null;
  return {
    value,
    comparator: textOf(element, 'comparator'),
    unit: textOf(element, 'unit'),
    code: textOf(element, 'code'),
  };
}
