import { createHash } from 'node:crypto';
import { codeSystems } from '../../standards/fhir/fhir.ts';

/** A resource as it is written. Absent members are undefined, which JSON leaves out. */
export interface FhirResource {
  readonly resourceType: string;
  readonly id: string;
  readonly [member: string]: unknown;
}

/** The code systems of the bundle of a record. */
export const systems = {
  ...codeSystems,
  allergyStatus: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
  conditionStatus: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
  consentScope: 'http://terminology.hl7.org/CodeSystem/consentscope',
  coverageClass: 'http://terminology.hl7.org/CodeSystem/coverage-class',
  identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
  relationship: 'http://terminology.hl7.org/CodeSystem/subscriber-relationship',
  ucum: 'http://unitsofmeasure.org',
} as const;

/** The full address of a resource of the bundle. */
export function urlOfId(id: string): string {
  return `urn:uuid:${id}`;
}

/** A reference to a resource of the bundle. */
export function toReference(id: string): { readonly reference: string } {
  return { reference: urlOfId(id) };
}

/** A concept with the codes that are known, and its text. */
export function toConcept(
  text: string | null,
  codings: readonly { readonly system: string; readonly code: string | null | undefined }[] = [],
) {
  const coding = codings.filter(({ code }) => code !== null && code !== undefined && code !== '');
  return { ...(coding.length === 0 ? {} : { coding }), ...(text === null || text === '' ? {} : { text }) };
}

/** A period of days or moments; undefined where neither end is known. */
export function toPeriod(start: string | null, end: string | null) {
  if (start === null && end === null) return undefined;
  return { ...(start === null ? {} : { start }), ...(end === null ? {} : { end }) };
}

/** Makes an id of a resource that has none of its own: the same one for the same text (RFC 9562, version 8). */
export function toDerivedId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
