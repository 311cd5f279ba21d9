import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { itemsOf, memberOf, textOf, truthOf } from './element.ts';
import {
  type ContactPoint,
  type PersonName,
  type PostalAddress,
  readAddresses,
  readContacts,
  readName,
} from './person.ts';
import { fhirProblems, type Report } from './problems.ts';
import type { IndexedResource } from './resource-index.ts';
import { firstCode, type Identifier, readConcept, readIdentifiers, readMoment } from './value-types.ts';

export interface FhirPatient {
  readonly where: string;
  readonly id: string | null;
  /** Record and member numbers; social security, passport and licence numbers are left where they are. */
  readonly identifiers: readonly Identifier[];
  readonly name: PersonName | null;
  readonly birthDate: CalendarDay | null;
  readonly gender: string | null;
  readonly isDeceased: boolean;
  readonly addresses: readonly PostalAddress[];
  readonly contacts: readonly ContactPoint[];
  /** A BCP 47 language tag; the preferred language first. */
  readonly languages: readonly string[];
}

/** Identity papers of HL7 table 0203 that no step of a therapy needs. */
const identityPapers = new Set(['SS', 'SB', 'DL', 'PPN', 'NI', 'TAX']);

/** Reads a Patient; a missing family name or birth date is an error, because nobody is matched without them. */
export function readPatient(patient: IndexedResource, report: Report): FhirPatient {
  const name = readName(patient);
  if ((name?.family ?? null) === null) report(fhirProblems.nameMissing, `${patient.where}.name`);
  const birthDate = readMoment(memberOf(patient, 'birthDate'), report)?.day ?? null;
  if (birthDate === null) report(fhirProblems.birthDateMissing, `${patient.where}.birthDate`);
  const gender = textOf(patient, 'gender');
  if (gender === null) report(fhirProblems.genderMissing, `${patient.where}.gender`);
  return {
    where: patient.where,
    id: patient.id,
    identifiers: readIdentifiers(patient).filter(({ typeCode }) => !identityPapers.has(typeCode ?? '')),
    name,
    birthDate,
    gender,
    isDeceased: truthOf(patient, 'deceasedBoolean') === true || textOf(patient, 'deceasedDateTime') !== null,
    addresses: readAddresses(patient),
    contacts: readContacts(patient),
    languages: readLanguages(patient),
  };
}

function readLanguages(patient: IndexedResource): readonly string[] {
  const spoken = itemsOf(patient, 'communication').toSorted(
    (left, right) => Number(truthOf(right, 'preferred') === true) - Number(truthOf(left, 'preferred') === true),
  );
  return spoken.flatMap((each) => firstCode(readConcept(memberOf(each, 'language'))) ?? []);
}
