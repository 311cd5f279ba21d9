import type { Hl7Segment } from './hl7-segment.ts';
import { hl7Problems } from './problems.ts';
import type { TimeStamp } from './time-stamp.ts';
import { note, type ReadingContext, readStampField } from './typed-fields.ts';
import {
  type Address,
  type CodedElement,
  type Identifier,
  keepPresent,
  type PersonName,
  readAddress,
  readCodedElement,
  readIdentifier,
  readPersonName,
  readTelecom,
  type Telecom,
} from './value-types.ts';

/**
 * A patient as the PID segment has it. `deletions` names the fields that the sender wants emptied (`PID-13`), which is
 * not the same as saying nothing about them.
 */
export interface Patient {
  readonly identifiers: readonly Identifier[];
  readonly names: readonly PersonName[];
  readonly birthDate: TimeStamp | null;
  /** HL7 table 0001 as sent, such as F, M, O, U, A, N. */
  readonly sex: string;
  readonly races: readonly CodedElement[];
  readonly ethnicGroups: readonly CodedElement[];
  readonly addresses: readonly Address[];
  readonly telecoms: readonly Telecom[];
  readonly language: CodedElement | null;
  readonly maritalStatus: CodedElement | null;
  readonly accountNumber: Identifier | null;
  readonly death: PatientDeath;
  readonly deletions: readonly string[];
}

/** Whether the patient is said to have died: PID-30 and PID-29. */
interface PatientDeath {
  readonly isDeceased: boolean | null;
  readonly diedAt: TimeStamp | null;
}

/** A prior identity that is merged into another (MRG). */
export interface PriorIdentity {
  readonly identifiers: readonly Identifier[];
  readonly accountNumber: Identifier | null;
  readonly visitNumber: Identifier | null;
  readonly names: readonly PersonName[];
}

const lastField = 40;

/** More identifiers than any patient has; they are compared with each other. */
const identifierLimit = 200;

/** Reads a PID segment. An identifier or a name has to be there; where one of the two is missing, that is a warning. */
export function readPatient(segment: Hl7Segment, context: ReadingContext): Patient {
  const identifiers = listIdentifiers(segment);
  const names = keepPresent(segment.values(5).map((value) => readPersonName(value)));
  if (identifiers.length === 0 && names.length === 0) {
    note(context, hl7Problems.patientNotIdentified, segment.where(3));
  } else if (identifiers.length === 0) note(context, hl7Problems.noPatientIdentifier, segment.where(3));
  else if (names.length === 0) note(context, hl7Problems.noPatientName, segment.where(5));
  if (segment.isEmpty(7)) note(context, hl7Problems.noBirthDate, segment.where(7));
  return {
    identifiers,
    names,
    birthDate: readStampField(segment, 7, context),
    sex: segment.text(8).trim(),
    races: keepPresent(segment.values(10).map(readCodedElement)),
    ethnicGroups: keepPresent(segment.values(22).map(readCodedElement)),
    addresses: keepPresent(segment.values(11).map(readAddress)),
    telecoms: listTelecoms(segment),
    language: readCodedElement(segment.value(15)),
    maritalStatus: readCodedElement(segment.value(16)),
    accountNumber: readIdentifier(segment.value(18)),
    death: readDeath(segment, context),
    deletions: listDeletions(segment),
  };
}

/** Reads an MRG segment; a prior identity without any identifier is an error. */
export function readPriorIdentity(segment: Hl7Segment, context: ReadingContext): PriorIdentity {
  const identifiers = keepPresent([1, 2, 4].flatMap((field) => segment.values(field).map(readIdentifier)));
  const prior = {
    identifiers,
    accountNumber: readIdentifier(segment.value(3)),
    visitNumber: readIdentifier(segment.value(5)),
    names: keepPresent(segment.values(7).map((value) => readPersonName(value))),
  };
  const isEmpty = identifiers.length === 0 && prior.accountNumber === null && prior.visitNumber === null;
  if (isEmpty) note(context, hl7Problems.noPriorIdentifier, segment.where(1));
  return prior;
}

/** PID-3 is the list; PID-2 and PID-4 held further identifiers up to version 2.6, PID-19 the social security number. */
function listIdentifiers(segment: Hl7Segment): readonly Identifier[] {
  const listed = keepPresent([3, 2, 4].flatMap((field) => segment.values(field).map(readIdentifier)));
  const number = segment.text(19).trim();
  const authority = { namespace: '', universalId: '', universalIdType: '' };
  const all =
    number === ''
      ? listed.slice(0, identifierLimit)
      : [...listed.slice(0, identifierLimit), { id: number, authority, typeCode: 'SS' }];
  const isFirst = (identifier: Identifier, index: number): boolean =>
    index === all.findIndex((other) => other.id === identifier.id && isCompatible(other, identifier));
  return all.filter(isFirst);
}

/** The same number in PID-2 and PID-3, once without its authority, is one identifier. */
function isCompatible(left: Identifier, right: Identifier): boolean {
  const sameAuthority = left.authority.namespace === right.authority.namespace || right.authority.namespace === '';
  return sameAuthority && (left.typeCode === right.typeCode || right.typeCode === '');
}

/** Home (13), business (14) and, from version 2.9, all telecommunication (40). */
function listTelecoms(segment: Hl7Segment): readonly Telecom[] {
  const uses: Readonly<Record<number, string>> = { 13: 'PRN', 14: 'WPN', 40: '' };
  return [13, 14, 40].flatMap((field) =>
    keepPresent(segment.values(field).map(readTelecom)).map((telecom) => ({
      ...telecom,
      use: telecom.use || (telecom.email !== '' && telecom.number === '' ? 'NET' : (uses[field] ?? '')),
    })),
  );
}

function readDeath(segment: Hl7Segment, context: ReadingContext): PatientDeath {
  const indicator = segment.text(30).trim().toUpperCase();
  const diedAt = readStampField(segment, 29, context);
  if (indicator === 'Y' || indicator === 'N') return { isDeceased: indicator === 'Y', diedAt };
  return { isDeceased: diedAt === null ? null : true, diedAt };
}

function listDeletions(segment: Hl7Segment): readonly string[] {
  const fields = Array.from({ length: lastField }, (_, index) => index + 1);
  return fields.filter((field) => segment.isNull(field)).map((field) => segment.where(field));
}
