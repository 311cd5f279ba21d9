import type { Problem } from '../../kernel/problem.ts';
import { formatThousandths } from '../../kernel/quantity.ts';
import type { PrescriberMessage } from '../../modules/outreach/index.ts';
import {
  components,
  composePlace,
  type FieldDraft,
  formatHl7Instant,
  type Hl7Message,
  readAcknowledgement,
  readMessage,
  repetitions,
  type SegmentDraft,
  segment,
  writeMessage,
} from '../../standards/hl7v2/hl7v2.ts';
import type { PrescriberWay, ReadReply, WritingParts, WrittenMessage } from '../outbound/prescriber-way.ts';
import { askInterface } from './ask-interface.ts';

/** HL7 version 2: RDS^O13 of what was dispensed, ORM^O01 of how the order stands, over MLLP, answered by MSA and ERR. */
export const hl7Way: PrescriberWay = { format: 'hl7v2', write, send: askInterface, readReply };

/** MSH-10 holds twenty characters before version 2.7; the end of a number is what tells it from others. */
const controlLength = 20;

function write(message: PrescriberMessage, parts: WritingParts): WrittenMessage {
  const original = parts.original === null ? null : readMessage(parts.original).message;
  const controlId = parts.number.slice(-controlLength);
  const { says } = message;
  if (says.kind !== 'status') throw new Error('HL7 version 2 carries news alone');
  const isDispense = says.fill !== null && says.status !== 'not-dispensed' && says.status !== 'waiting-on-prescriber';
  const type = isDispense ? ['RDS', 'O13', 'RDS_O13'] : ['ORM', 'O01', 'ORM_O01'];
  const segments = [
    composeHeader(message, { original, controlId, type, sentAt: formatHl7Instant(parts.sentAt) }),
    composePatient(message.patient),
    composeOrder(message, original),
    ...(isDispense ? composeDispense(message) : [composeRequestedDrug(message)]),
    ...composeNotes(says.reasonText),
  ];
  return {
    body: new TextEncoder().encode(writeMessage(segments)),
    controlId,
    messageType: `${type[0]}^${type[1]}`,
  };
}

/** The message goes back to the application that the order came from, in the version that it speaks. */
function composeHeader(
  { pharmacy }: PrescriberMessage,
  parts: {
    readonly original: Hl7Message | null;
    readonly controlId: string;
    readonly type: readonly string[];
    readonly sentAt: string;
  },
): SegmentDraft {
  const { original } = parts;
  const copy = (field: number, otherwise: string): string => original?.header.text(field) || otherwise;
  return segment('MSH', {
    3: copy(5, 'THERIAC'),
    4: copy(6, pharmacy.ncpdpId),
    5: copy(3, ''),
    6: copy(4, ''),
    7: parts.sentAt,
    9: components(...parts.type),
    10: parts.controlId,
    11: 'P',
    12: original?.version || '2.5.1',
  });
}

const sexes = { female: 'F', male: 'M', other: 'O', unknown: 'U' } as const;

function composePatient({ identifiers, familyName, givenName, birthDate, sex }: PrescriberMessage['patient']) {
  const numbers = identifiers.map(({ kind, assigner, value }) => components(value, '', '', assigner, kind));
  return segment('PID', {
    1: '1',
    ...(numbers.length === 0 ? {} : { 3: repetitions(...numbers) }),
    5: components(familyName, givenName),
    ...(birthDate === null ? {} : { 7: birthDate.replaceAll('-', '') }),
    8: sexes[sex],
  });
}

/**
 * ORC-1 of HL7 table 0119 as the filler says it: RE what was dispensed, SC a status changed, OC the order canceled, OH held.
 * ORC-5 of table 0038: IP in process, CM complete, CA canceled, HD on hold.
 */
function composeOrder(
  { says, prescription, prescriber }: PrescriberMessage,
  original: Hl7Message | null,
): SegmentDraft {
  const { control, status } = findOrderState(says);
  const reason = says.kind === 'status' ? says : null;
  return segment('ORC', {
    1: control,
    2: copyPlacerNumber(original, prescription.orderNumber),
    3: components(prescription.rxNumber, 'THERIAC'),
    5: status,
    ...(reason === null ? {} : { 9: formatHl7Instant(reason.occurredAt) }),
    12: components(prescriber.npi ?? '', prescriber.familyName ?? '', prescriber.givenName ?? ''),
    ...(reason?.reasonCode == null ? {} : { 16: components(reason.reasonCode, reason.reasonText ?? '', 'L') }),
  });
}

function findOrderState(says: PrescriberMessage['says']): { readonly control: string; readonly status: string } {
  if (says.kind !== 'status') return { control: 'SC', status: 'IP' };
  if (says.status === 'waiting-on-prescriber') return { control: 'OH', status: 'HD' };
  // What came back of one fill leaves the order as it is.
  if (says.status === 'not-dispensed')
    return says.fill === null ? { control: 'OC', status: 'CA' } : { control: 'SC', status: 'IP' };
  const isOver = says.status === 'delivered' && says.fill?.refillsRemaining === 0;
  return { control: says.status === 'delivered' ? 'SC' : 'RE', status: isOver ? 'CM' : 'IP' };
}

/** The placer's number as the placer wrote it, with its namespace. */
function copyPlacerNumber(original: Hl7Message | null, orderNumber: string | null): FieldDraft {
  const placer = original?.segmentsNamed('ORC').find((common) => common.text(2, 1) === orderNumber);
  return placer === undefined
    ? (orderNumber ?? '')
    : components(...[1, 2, 3, 4].map((component) => placer.text(2, component)));
}

function composeDispense({ says, drug, prescription }: PrescriberMessage): readonly SegmentDraft[] {
  const fill = says.kind === 'status' ? says.fill : null;
  if (says.kind !== 'status' || fill === null) return [];
  const parcel = [fill.carrier, fill.trackingNumber].filter((part) => part !== null).join(' ');
  const delivered = fill.deliveredAt === null ? null : `Delivered ${formatHl7Instant(fill.deliveredAt)}`;
  const notes = [delivered, parcel === '' ? null : `Parcel ${parcel}`].filter((note) => note !== null);
  return [
    segment('RXD', {
      1: String(fill.fillNumber + 1),
      2: components(fill.ndc11, drug.name, 'NDC'),
      3: formatHl7Instant(fill.dispensedAt ?? says.occurredAt),
      4: formatThousandths(fill.quantityThousandths),
      5: prescription.quantityUnit ?? '',
      7: prescription.rxNumber,
      8: String(fill.refillsRemaining),
      ...(notes.length === 0 ? {} : { 9: repetitions(...notes) }),
      ...(fill.lotNumber === null ? {} : { 18: fill.lotNumber }),
      ...(fill.lotExpiresOn === null ? {} : { 19: fill.lotExpiresOn.replaceAll('-', '') }),
    }),
    segment('RXR', { 1: components('', drug.route ?? 'Unknown') }),
  ];
}

/** What was ordered, so that the order is recognized by a person too. */
function composeRequestedDrug({ drug }: PrescriberMessage): SegmentDraft {
  return segment('RXO', { 1: components(drug.ndc11 ?? '', drug.name, drug.ndc11 === null ? '' : 'NDC') });
}

function composeNotes(reasonText: string | null): readonly SegmentDraft[] {
  return reasonText === null ? [] : [segment('NTE', { 1: '1', 3: reasonText })];
}

/** HL7 table 0357: 207 is an error inside the receiver, which passes; anything else stays wrong. */
const passing: ReadonlySet<string> = new Set(['207']);

function readReply(reply: { readonly body: Uint8Array }, sent: WrittenMessage): ReadReply {
  const message = readMessage(reply.body).message;
  const answer = message === null ? null : readAcknowledgement(message).message;
  const messageType = message?.code ?? '';
  if (answer === null || answer.controlId !== sent.controlId)
    return { outcome: 'later', code: null, messageType, problems: [] };
  const { code, errors } = answer;
  if (code.endsWith('A')) return { outcome: 'taken', code, messageType, problems: [] };
  if (errors.some(({ condition }) => passing.has(condition)))
    return { outcome: 'later', code, messageType, problems: [] };
  const places = errors.length === 0 ? ['MSH'] : errors.map(({ where }) => readPlace(where));
  return { outcome: 'refused', code, messageType, problems: places.map(toProblem) };
}

/** ERR-2 names segment, sequence, field, repetition and component. */
function readPlace(where: string): string {
  const [name = '', ...numbers] = where.split('^');
  const [occurrence, field, repetition, component] = numbers.map((text) =>
    /^\d{1,4}$/.test(text) ? Number(text) : undefined,
  );
  if (!/^[A-Z][A-Z0-9]{2}$/.test(name)) return 'MSH';
  return composePlace({
    segment: name,
    ...(occurrence === undefined ? {} : { occurrence }),
    ...(field === undefined ? {} : { field }),
    ...(repetition === undefined ? {} : { repetition }),
    ...(component === undefined ? {} : { component }),
  });
}

function toProblem(where: string): Problem {
  return {
    code: 'mllp.refused-by-partner',
    where,
    severity: 'error',
    text: 'The partner refuses this message; its own words stand in the answer.',
  };
}
