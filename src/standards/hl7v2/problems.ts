import type { Problem, ProblemSeverity } from '../../kernel/problem.ts';

/** Message error conditions of HL7 table 0357, which an ERR segment reports. */
export type ErrorCondition = '100' | '101' | '102' | '103' | '104' | '200' | '201' | '202' | '203' | '204' | '207';

/** A declared kind of problem with an HL7 version 2 message; `condition` is its code in HL7 table 0357. */
export interface Hl7ProblemKind {
  readonly code: string;
  readonly severity: ProblemSeverity;
  readonly condition: ErrorCondition;
  readonly text: string;
}

type Declaration = Readonly<Record<string, readonly [ProblemSeverity, ErrorCondition, string]>>;

const declarations = {
  // The text as a whole.
  emptyMessage: ['error', '100', 'There is no text to read.'],
  noMsh: ['error', '100', 'No MSH segment begins the message.'],
  tooLarge: ['error', '104', 'The text is larger than the limit.'],
  tooManySegments: ['error', '104', 'There are more segments than the limit.'],
  tooManyMessages: ['error', '104', 'There are more messages than the limit.'],
  severalMessages: ['error', '100', 'More than one message stands where one was expected.'],
  textBeforeHeader: ['warning', '100', 'Text stands before the MSH segment and was left out.'],
  repeatedHeader: ['warning', '100', 'A second MSH segment follows the first directly; the first one counts.'],
  lineBreakInField: ['warning', '100', 'A line that is no segment was taken as part of the field before it.'],
  segmentNameForm: ['warning', '100', 'A segment name is in lower case or indented.'],
  badSegmentName: ['warning', '100', 'A segment name is not three letters or digits.'],
  badBytes: ['warning', '102', 'Some bytes are not valid in the declared character set.'],
  assumedLatin1: [
    'warning',
    '102',
    'The bytes are not UTF-8 and no character set says so; they were read as Windows-1252.',
  ],
  unknownCharacterSet: ['warning', '103', 'The character set of MSH-18 is not known; the text was read as UTF-8.'],
  unknownEscape: ['note', '102', 'An escape sequence is not known and was kept as written.'],
  characterSetEscape: ['warning', '102', 'An escape sequence switches the character set; it was left out.'],

  // Batches.
  batchCountMismatch: ['warning', '102', 'The number of messages or batches is not the one that the trailer gives.'],
  batchTrailerMissing: ['warning', '100', 'A batch or file header has no trailer.'],

  // The header.
  headerTooShort: ['error', '101', 'The MSH segment ends before its encoding characters are complete.'],
  badDelimiters: ['error', '102', 'The delimiters of MSH-1 and MSH-2 cannot delimit text.'],
  unusualDelimiters: ['warning', '102', 'MSH-2 repeats or omits delimiters; the customary ones were taken instead.'],
  headerOnly: ['error', '100', 'Nothing follows the MSH segment.'],
  badSentAt: ['warning', '102', 'MSH-7 is no date or time.'],
  noMessageType: ['error', '101', 'MSH-9 names no message type.'],
  noControlId: ['warning', '101', 'MSH-10 holds no message control id.'],
  noProcessingId: ['warning', '101', 'MSH-11 holds no processing id.'],
  noVersion: ['warning', '101', 'MSH-12 holds no version.'],
  unlistedVersion: ['warning', '203', 'The version of MSH-12 is not in HL7 table 0104.'],
  unknownVersion: ['error', '203', 'The version of MSH-12 is not a version 2 of HL7.'],

  // Values.
  badDate: ['error', '102', 'No calendar or clock has this date or time.'],
  notADate: ['warning', '102', 'The text is not in any form of a date; it was left out.'],
  unusualDate: ['warning', '102', 'The date or time is not in the form of the standard.'],
  ambiguousDate: ['warning', '102', 'The order of day and month cannot be told; the date was left out.'],
  badNumber: ['warning', '102', 'This is no number.'],
  badQuantity: ['error', '102', 'This is no quantity.'],
  badNdc: ['warning', '103', 'The code is marked as an NDC but is none.'],
  ambiguousNdc: ['warning', '103', 'Ten digits without hyphens may name three different NDCs.'],
  assumedNdc: ['note', '103', 'An unmarked code has the form of an NDC with hyphens and was taken as one.'],
  badNpi: ['warning', '103', 'The identifier is marked as an NPI but its check digit is wrong.'],
  badDea: ['warning', '103', 'The identifier is marked as a DEA number but its form or check digit is wrong.'],
  assumedNpi: ['note', '103', 'An unmarked identifier has the form and check digit of an NPI and was taken as one.'],

  // The patient.
  noPatient: ['error', '100', 'The PID segment is missing.'],
  patientNotIdentified: ['error', '101', 'The patient has neither an identifier nor a name.'],
  noPatientIdentifier: ['warning', '101', 'The patient has no identifier.'],
  noPatientName: ['warning', '101', 'The patient has no name.'],
  noBirthDate: ['warning', '101', 'The patient has no birth date.'],
  severalPatients: ['error', '100', 'The message speaks of more than one patient.'],

  // Pharmacy orders and dispenses.
  notPharmacyOrder: ['error', '200', 'The message is no pharmacy order.'],
  tooManyOrders: ['error', '104', 'There are more orders than the limit; the others were left out.'],
  noOrder: ['error', '100', 'The message holds no order.'],
  noCommonOrder: ['error', '100', 'The order has no ORC segment.'],
  noOrderControl: ['error', '101', 'The order control code is missing.'],
  unknownOrderControl: ['warning', '103', 'The order control code is not in HL7 table 0119.'],
  noOrderNumber: ['warning', '101', 'The order has neither a placer nor a filler number.'],
  noOrderDetail: ['error', '100', 'The order has neither an RXE nor an RXO segment.'],
  noDrug: ['error', '101', 'The order names no drug.'],
  noQuantity: ['error', '101', 'The order gives neither an amount to give nor an amount to dispense.'],
  noRequestedAmount: ['warning', '101', 'The request gives no amount; the pharmacy has to settle it.'],
  noDispenseAmount: ['warning', '101', 'The order gives no amount to dispense.'],
  noPrescriber: ['warning', '101', 'The order names no prescriber.'],
  noRoute: ['note', '100', 'The order has no RXR segment.'],
  notDispense: ['error', '200', 'The message is no pharmacy dispense.'],
  noDispense: ['error', '100', 'The message holds no RXD segment.'],
  noDispensedDrug: ['error', '101', 'The dispense names no drug.'],
  noDispensedAmount: ['error', '101', 'The dispense gives no amount.'],
  noDispensedAt: ['error', '101', 'The dispense gives no date.'],

  // Patient administration.
  notAdmission: ['error', '200', 'The message is no patient administration message.'],
  noTriggerEvent: ['error', '201', 'Neither MSH-9 nor EVN-1 names the event.'],
  unknownTriggerEvent: ['warning', '201', 'The event is not one that is known.'],
  noEventSegment: ['warning', '100', 'The EVN segment is missing.'],
  noMergeSource: ['error', '100', 'The merge names no prior identity (MRG).'],
  noPriorIdentifier: ['error', '101', 'The prior identity has no identifier.'],
  noLinkedPatient: ['error', '100', 'The link names no second patient.'],

  // Appointments.
  notAppointment: ['error', '200', 'The message is no scheduling message.'],
  noSchedule: ['error', '100', 'The SCH segment is missing.'],
  noAppointmentNumber: ['error', '101', 'The appointment has neither a placer nor a filler number.'],
  noAppointmentStart: ['error', '101', 'Nothing says when the appointment begins.'],
  coarseAppointmentStart: ['error', '102', 'The appointment has a day, but nothing says at which hour it begins.'],
  noAppointmentPlace: ['warning', '101', 'Nothing says where the appointment takes place.'],

  // Results.
  notResult: ['error', '200', 'The message is no observation result.'],
  noResultPatient: ['warning', '100', 'The result names no patient.'],
  noObservationRequest: ['error', '100', 'The observations have no OBR segment.'],
  noObservation: ['warning', '100', 'The result holds no observation.'],
  noObservationIdentifier: ['error', '101', 'The observation does not say what was observed.'],
  noValueType: ['warning', '101', 'The observation has a value without a type.'],

  // Acknowledgements.
  notAcknowledgement: ['error', '100', 'The message holds no MSA segment.'],
  unknownAcknowledgementCode: ['error', '103', 'The acknowledgement code is not in HL7 table 0008.'],

  // Minimal lower layer protocol.
  frameTooLarge: ['error', '104', 'A frame is larger than the limit and was dropped.'],
  frameStartMissing: ['warning', '100', 'A frame has no start byte.'],
  frameEndMissing: ['warning', '100', 'A frame has no end byte.'],
  frameReturnMissing: ['note', '100', 'No carriage return follows the end byte of a frame.'],
  bytesOutsideFrame: ['warning', '100', 'Bytes outside a frame were left out.'],
} as const satisfies Declaration;

type KindName = keyof typeof declarations;

/** Every kind of problem that reading HL7 version 2 may find, by name; each code is `hl7v2.<kebab-case-name>`. */
export const hl7Problems = Object.fromEntries(
  Object.entries(declarations).map(([name, [severity, condition, text]]) => [
    name,
    { code: `hl7v2.${toKebabCase(name)}`, severity, condition, text },
  ]),
) as { readonly [Name in KindName]: Hl7ProblemKind };

const conditionsByCode = new Map(Object.values(hl7Problems).map((kind) => [kind.code, kind.condition]));

/** Reports a declared kind at a place such as `PID-5.1`. */
export function problemAt(kind: Hl7ProblemKind, where: string): Problem {
  return { code: kind.code, where, severity: kind.severity, text: kind.text };
}

/** Finds the condition of HL7 table 0357 for a problem's code; 207, application error, for codes of other formats. */
export function findCondition(code: string): ErrorCondition {
  return conditionsByCode.get(code) ?? '207';
}

function toKebabCase(name: string): string {
  return name.replace(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`);
}
