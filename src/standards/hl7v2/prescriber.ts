import { type DeaNumber, parseDeaNumber } from '../../kernel/dea-number.ts';
import { type Npi, parseNpi } from '../../kernel/npi.ts';
import type { Hl7Segment } from './hl7-segment.ts';
import { hl7Problems } from './problems.ts';
import { note, type ReadingContext } from './typed-fields.ts';
import {
  type Address,
  type IdentifiedPerson,
  keepPresent,
  type Organization,
  type PersonName,
  readAddress,
  readIdentifiedPerson,
  readOrganization,
  readTelecom,
  type Telecom,
} from './value-types.ts';

/** Who orders: name and identifiers of ORC-12, with the DEA number of RXE-13 or RXO-14. */
export interface Prescriber {
  readonly name: PersonName;
  readonly npi: Npi | null;
  readonly dea: DeaNumber | null;
  readonly identifiers: readonly { readonly id: string; readonly type: string; readonly authority: string }[];
  readonly telecoms: readonly Telecom[];
  readonly address: Address | null;
  readonly facility: Organization | null;
}

/** A person with the place that names it and whether the field is meant for DEA numbers. */
interface Mention {
  readonly person: IdentifiedPerson;
  readonly where: string;
  readonly isDeaField: boolean;
}

/** The OID under which NPIs are assigned (HL7 OID registry). */
const npiAuthority = '2.16.840.1.113883.4.6';
const deaAuthority = '2.16.840.1.113883.4.814';

/**
 * Reads who orders from an ORC and the segment that holds the DEA number; null when nobody is named.
 * Repetitions and the DEA field count for one person only where they carry the same family name or none.
 */
export function readPrescriber(
  common: Hl7Segment | null,
  detail: { readonly segment: Hl7Segment; readonly deaField: number } | null,
  context: ReadingContext,
): Prescriber | null {
  const ordering = common === null ? [] : listMentions(common, 12, false);
  const withDea = detail === null ? [] : listMentions(detail.segment, detail.deaField, true);
  const mentions = [...ordering, ...withDea];
  const first = mentions.find(({ person }) => person.name.family !== '') ?? mentions[0];
  if (first === undefined) return null;
  const own = mentions.filter(({ person }) => isSamePerson(person, first.person));
  return {
    name: first.person.name,
    npi: findNpi(own, context),
    dea: findDea(own, context),
    identifiers: own
      .filter(({ person }) => person.id !== '')
      .map(({ person }) => ({ id: person.id, type: person.idType, authority: authorityOf(person) })),
    telecoms: common === null ? [] : keepPresent(common.values(14).map(readTelecom)),
    address: common === null ? null : readAddress(common.value(24)),
    facility: common === null ? null : readOrganization(common.value(21)),
  };
}

function listMentions(segment: Hl7Segment, field: number, isDeaField: boolean): readonly Mention[] {
  return segment.values(field).flatMap((value) => {
    const person = readIdentifiedPerson(value);
    return person === null ? [] : [{ person, where: value.where(1), isDeaField }];
  });
}

function isSamePerson(person: IdentifiedPerson, other: IdentifiedPerson): boolean {
  return person.name.family === '' || person.name.family.toUpperCase() === other.name.family.toUpperCase();
}

function authorityOf(person: IdentifiedPerson): string {
  return person.authority.namespace || person.authority.universalId;
}

function findNpi(mentions: readonly Mention[], context: ReadingContext): Npi | null {
  const marked = mentions.filter(({ person }) => isMarked(person, 'NPI', npiAuthority));
  for (const { person, where } of marked) {
    const npi = parseNpi(person.id);
    if (npi !== null) return npi;
    if (person.id !== '') note(context, hl7Problems.badNpi, where);
  }
  const unmarked = mentions.find(
    ({ person, isDeaField }) => !isDeaField && isUnmarked(person) && parseNpi(person.id) !== null,
  );
  if (marked.length > 0 || unmarked === undefined) return null;
  note(context, hl7Problems.assumedNpi, unmarked.where);
  return parseNpi(unmarked.person.id);
}

function findDea(mentions: readonly Mention[], context: ReadingContext): DeaNumber | null {
  for (const { person, where, isDeaField } of mentions) {
    const marked = isMarked(person, 'DEA', deaAuthority);
    if (!marked && !(isDeaField && isUnmarked(person))) continue;
    const dea = parseDeaNumber(person.id);
    if (dea !== null) return dea;
    if (marked || /^[A-Z][A-Z9]\d/i.test(person.id)) note(context, hl7Problems.badDea, where);
  }
  return null;
}

function isMarked(person: IdentifiedPerson, mark: string, oid: string): boolean {
  const { namespace, universalId } = person.authority;
  return [person.idType, namespace].some((text) => text.trim().toUpperCase() === mark) || universalId === oid;
}

function isUnmarked(person: IdentifiedPerson): boolean {
  return person.idType === '' && authorityOf(person) === '';
}
