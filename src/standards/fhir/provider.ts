import { type DeaNumber, parseDeaNumber } from '../../kernel/dea-number.ts';
import { type Npi, parseNpi } from '../../kernel/npi.ts';
import { type FhirElement, isPresent, memberOf, textOf } from './element.ts';
import {
  type ContactPoint,
  type PersonName,
  type PostalAddress,
  readAddresses,
  readContacts,
  readName,
} from './person.ts';
import { fhirProblems, type Report } from './problems.ts';
import { type IndexedResource, type ResourceIndex, resolveReference } from './resource-index.ts';
import { codeSystems, type Identifier, readIdentifiers } from './value-types.ts';

/** A prescriber or another person of a practice. */
export interface FhirPractitioner {
  readonly where: string;
  readonly npi: Npi | null;
  readonly deaNumber: DeaNumber | null;
  readonly identifiers: readonly Identifier[];
  readonly name: PersonName | null;
  /** What the reference says in words; often all there is for a prescriber who stays at the sender. */
  readonly displayName: string | null;
  readonly addresses: readonly PostalAddress[];
  readonly contacts: readonly ContactPoint[];
  readonly organization: FhirOrganization | null;
}

/** A pharmacy, practice or payer. */
export interface FhirOrganization {
  readonly where: string;
  readonly npi: Npi | null;
  readonly ncpdpId: string | null;
  readonly identifiers: readonly Identifier[];
  readonly name: string | null;
  readonly addresses: readonly PostalAddress[];
  readonly contacts: readonly ContactPoint[];
}

const deaSystems = ['http://terminology.hl7.org/NamingSystem/usDEA', 'urn:oid:2.16.840.1.113883.4.814'];
const ncpdpSystem = 'http://terminology.hl7.org/CodeSystem/NCPDPProviderIdentificationNumber';

/**
 * Reads whom a reference names as a person: a Practitioner, or a PractitionerRole with its practitioner and organization,
 * or what the reference itself says where the resource stayed at the sender. Null when it says nothing of use.
 */
export function readPractitioner(
  index: ResourceIndex,
  from: IndexedResource,
  reference: FhirElement,
  report: Report,
): FhirPractitioner | null {
  const found = resolveReference(index, from, reference);
  const read = found === null ? null : readPractitionerResource(index, found, report);
  return read ?? readUnresolvedPractitioner(reference, report);
}

/** Reads a Practitioner, or a PractitionerRole with its practitioner and organization; null for any other resource. */
export function readPractitionerResource(
  index: ResourceIndex,
  found: IndexedResource,
  report: Report,
): FhirPractitioner | null {
  if (found.type === 'Practitioner') return toPractitioner(found, report);
  if (found.type !== 'PractitionerRole') return null;
  const person = resolveReference(index, found, memberOf(found, 'practitioner'));
  const read = toPractitioner(person ?? found, report);
  const organization = readOrganization(index, found, memberOf(found, 'organization'), report);
  return { ...read, organization, contacts: [...readContacts(found), ...read.contacts] };
}

/** Reads which organization a reference names, or what the reference itself says of it. */
export function readOrganization(
  index: ResourceIndex,
  from: IndexedResource,
  reference: FhirElement,
  report: Report,
): FhirOrganization | null {
  if (!isPresent(reference)) return null;
  const found = resolveReference(index, from, reference);
  if (found?.type === 'Organization') return readOrganizationResource(found, report);
  const identifiers = readReferenceIdentifier(reference);
  const name = textOf(reference, 'display');
  if (identifiers.length === 0 && name === null) return null;
  return { ...identifyOrganization(identifiers, reference.where, report), name, addresses: [], contacts: [] };
}

/** Reads an Organization. */
export function readOrganizationResource(found: IndexedResource, report: Report): FhirOrganization {
  return {
    ...identifyOrganization(readIdentifiers(found), found.where, report),
    name: textOf(found, 'name'),
    addresses: readAddresses(found),
    contacts: readContacts(found),
  };
}

function identifyOrganization(
  identifiers: readonly Identifier[],
  where: string,
  report: Report,
): Pick<FhirOrganization, 'where' | 'npi' | 'ncpdpId' | 'identifiers'> {
  return {
    where,
    npi: readNpi(identifiers, where, report),
    ncpdpId: identifiers.find(({ system }) => system === ncpdpSystem)?.value ?? null,
    identifiers,
  };
}

function toPractitioner(source: IndexedResource, report: Report): FhirPractitioner {
  const identifiers = readIdentifiers(source);
  if (!identifiers.some(isNpi)) report(fhirProblems.npiMissing, `${source.where}.identifier`);
  return {
    where: source.where,
    npi: readNpi(identifiers, source.where, report),
    deaNumber: readDeaNumber(identifiers),
    identifiers,
    name: readName(source),
    displayName: textOf(source, 'practitioner', 'display'),
    addresses: readAddresses(source),
    contacts: readContacts(source),
    organization: null,
  };
}

function readUnresolvedPractitioner(reference: FhirElement, report: Report): FhirPractitioner | null {
  const identifiers = readReferenceIdentifier(reference);
  const displayName = textOf(reference, 'display');
  if (identifiers.length === 0 && displayName === null) return null;
  if (!identifiers.some(isNpi)) report(fhirProblems.npiMissing, `${reference.where}.identifier`);
  return {
    where: reference.where,
    npi: readNpi(identifiers, reference.where, report),
    deaNumber: readDeaNumber(identifiers),
    identifiers,
    name: null,
    displayName,
    addresses: [],
    contacts: [],
    organization: null,
  };
}

function readReferenceIdentifier(reference: FhirElement): readonly Identifier[] {
  const { value, where } = memberOf(reference, 'identifier');
  return value === undefined ? [] : readIdentifiers({ value: { identifier: [value] }, where });
}

function isNpi(identifier: Identifier): boolean {
  return identifier.system === codeSystems.npi || identifier.typeCode === 'NPI';
}

function readNpi(identifiers: readonly Identifier[], where: string, report: Report): Npi | null {
  const given = identifiers.filter(isNpi);
  const valid = given.flatMap(({ value }) => parseNpi(value) ?? []);
  if (given.length > 0 && valid.length === 0) report(fhirProblems.npiInvalid, `${where}.identifier`);
  return valid[0] ?? null;
}

function readDeaNumber(identifiers: readonly Identifier[]): DeaNumber | null {
  const given = identifiers.filter(({ system, typeCode }) => typeCode === 'DEA' || deaSystems.includes(system ?? ''));
  return given.flatMap(({ value }) => parseDeaNumber(value) ?? [])[0] ?? null;
}
