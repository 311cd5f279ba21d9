import type { Hl7Value } from './hl7-segment.ts';

/** A code with its text and coding system (CE, CWE, CNE), as sent. */
export interface Code {
  readonly code: string;
  readonly text: string;
  readonly system: string;
}

/** A coded element: the code itself, its alternates in other systems, and what a person had written. */
export interface CodedElement extends Code {
  readonly alternates: readonly Code[];
  readonly originalText: string;
}

/** Who assigned an identifier (HD): a local name, a universal id such as an OID, or both. */
interface AssigningAuthority {
  readonly namespace: string;
  readonly universalId: string;
  readonly universalIdType: string;
}

/** An identifier of a person, a visit or an account (CX). */
export interface Identifier {
  readonly id: string;
  readonly authority: AssigningAuthority;
  readonly typeCode: string;
}

/** An identifier of a thing such as an order (EI). */
export interface EntityIdentifier {
  readonly id: string;
  readonly authority: AssigningAuthority;
}

/** A person's name (XPN); `typeCode` is of HL7 table 0200, such as L for legal. */
export interface PersonName {
  readonly family: string;
  readonly given: string;
  readonly middle: string;
  readonly suffix: string;
  readonly prefix: string;
  readonly degree: string;
  readonly typeCode: string;
}

/** A postal address (XAD); `typeCode` is of HL7 table 0190. */
export interface Address {
  readonly street: string;
  readonly otherDesignation: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: string;
  readonly county: string;
  readonly typeCode: string;
}

/** A telephone number or an e-mail address (XTN); `use` is of HL7 table 0201, `equipment` of 0202. */
export interface Telecom {
  readonly number: string;
  readonly email: string;
  readonly extension: string;
  readonly use: string;
  readonly equipment: string;
}

/** A person with an identifier, such as a prescriber (XCN, CN). */
export interface IdentifiedPerson {
  readonly id: string;
  readonly name: PersonName;
  readonly authority: AssigningAuthority;
  readonly idType: string;
}

/** Where a patient is or a thing is to be sent (PL). */
export interface PatientLocation {
  readonly pointOfCare: string;
  readonly room: string;
  readonly bed: string;
  readonly facility: AssigningAuthority;
  readonly building: string;
  readonly floor: string;
}

/** An organization (XON), with the identifier that it carries. */
export interface Organization {
  readonly name: string;
  readonly id: string;
}

/** Reads a coded element; null when it holds neither code nor text. */
export function readCodedElement(value: Hl7Value): CodedElement | null {
  const originalText = value.text(9);
  const primary = { code: value.text(1), text: value.text(2), system: value.text(3) };
  const alternates = [
    { code: value.text(4), text: value.text(5), system: value.text(6) },
    { code: value.text(10), text: value.text(11), system: value.text(12) },
  ].filter((alternate) => alternate.code !== '' || alternate.text !== '');
  const isEmpty = primary.code === '' && primary.text === '' && originalText === '' && alternates.length === 0;
  return isEmpty ? null : { ...primary, alternates, originalText };
}

/** Reads a coded element whose parts are the subcomponents of a component, as the units of a quantity (CQ) are. */
export function readCodedComponent(value: Hl7Value, component: number): CodedElement | null {
  const code = { code: value.text(component, 1), text: value.text(component, 2), system: value.text(component, 3) };
  return code.code === '' && code.text === '' ? null : { ...code, alternates: [], originalText: '' };
}

/** Returns the words for a coded element: its text, else what was written, else an alternate text, else the code. */
export function wordsOf(element: CodedElement): string {
  const alternate = element.alternates.find((code) => code.text !== '')?.text ?? '';
  return element.text || element.originalText || alternate || element.code;
}

/** Reads an identifier; null when the id itself is missing. */
export function readIdentifier(value: Hl7Value): Identifier | null {
  const id = value.text(1).trim();
  return id === '' ? null : { id, authority: readAuthority(value, 4), typeCode: value.text(5) };
}

/** Reads an entity identifier; null when it is missing. The namespace stands in a component of its own. */
export function readEntityIdentifier(value: Hl7Value): EntityIdentifier | null {
  const id = value.text(1).trim();
  const authority = { namespace: value.text(2), universalId: value.text(3), universalIdType: value.text(4) };
  return id === '' ? null : { id, authority };
}

/** Reads a name; null when neither family nor given name is there. `from` is the component of the family name. */
export function readPersonName(value: Hl7Value, from = 1): PersonName | null {
  const name = {
    family: value.text(from).trim(),
    given: value.text(from + 1).trim(),
    middle: value.text(from + 2).trim(),
    suffix: value.text(from + 3),
    prefix: value.text(from + 4),
    degree: value.text(from + 5),
    typeCode: value.text(from === 1 ? 7 : 10),
  };
  return name.family === '' && name.given === '' ? null : name;
}

/** Reads an address; null when it is empty but for its type. */
export function readAddress(value: Hl7Value): Address | null {
  const address = {
    street: joinStreet(value),
    otherDesignation: value.text(2),
    city: value.text(3).trim(),
    state: value.text(4).trim(),
    postalCode: value.text(5).trim(),
    country: value.text(6),
    county: value.text(9),
    typeCode: value.text(7),
  };
  const { typeCode: _, ...parts } = address;
  return Object.values(parts).every((part) => part === '') ? null : address;
}

/** Reads a telephone number or e-mail address in the newer components or the older single text; null when empty. */
export function readTelecom(value: Hl7Value): Telecom | null {
  const plain = value.text(1).trim();
  const isPlainEmail = plain.includes('@');
  const structured = `${value.text(6)}${value.text(7)}`.trim();
  const telecom = {
    number: value.text(12) || structured || (isPlainEmail ? '' : plain),
    email: [value.text(4), plain].find((text) => text.includes('@')) ?? '',
    extension: value.text(8),
    use: value.text(2),
    equipment: value.text(3),
  };
  return telecom.number === '' && telecom.email === '' ? null : telecom;
}

/** Reads a person with an identifier; null when there is neither identifier nor name. */
export function readIdentifiedPerson(value: Hl7Value): IdentifiedPerson | null {
  const id = value.text(1).trim();
  const name = readPersonName(value, 2);
  if (id === '' && name === null) return null;
  const noName = { family: '', given: '', middle: '', suffix: '', prefix: '', degree: '', typeCode: '' };
  return { id, name: name ?? noName, authority: readAuthority(value, 9), idType: value.text(13) };
}

/** Reads a location; null when it is empty. */
export function readLocation(value: Hl7Value): PatientLocation | null {
  if (value.isEmpty) return null;
  const location = {
    pointOfCare: value.text(1),
    room: value.text(2),
    bed: value.text(3),
    facility: readAuthority(value, 4),
    building: value.text(7),
    floor: value.text(8),
  };
  const { facility, ...texts } = location;
  const isEmpty = facility.namespace === '' && Object.values(texts).every((text) => text === '');
  return isEmpty ? null : location;
}

/** Reads an organization; null when neither name nor identifier is there. */
export function readOrganization(value: Hl7Value): Organization | null {
  const organization = { name: value.text(1), id: value.text(10) || value.text(3) };
  return organization.name === '' && organization.id === '' ? null : organization;
}

/** Drops what could not be read from a list. */
export function keepPresent<Item>(items: readonly (Item | null)[]): readonly Item[] {
  return items.filter((item) => item !== null);
}

function readAuthority(value: Hl7Value, component: number): AssigningAuthority {
  return {
    namespace: value.text(component, 1),
    universalId: value.text(component, 2),
    universalIdType: value.text(component, 3),
  };
}

/** The street may be given whole, or as street name and house number (SAD). */
function joinStreet(value: Hl7Value): string {
  const [whole, name, houseNumber] = [value.text(1, 1).trim(), value.text(1, 2).trim(), value.text(1, 3).trim()];
  if (name === '' || whole.includes(name)) return whole;
  return `${whole || houseNumber} ${name}`.trim();
}
