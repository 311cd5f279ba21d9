import type { Problem, Reading } from '../../kernel/problem.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import type { Hl7Message } from './hl7-message.ts';
import { parsePlace } from './place.ts';
import { findCondition, hl7Problems, problemAt } from './problems.ts';
import {
  components,
  type FieldDraft,
  repetitions,
  type SegmentDraft,
  segment,
  subcomponents,
  writeMessage,
} from './write-message.ts';

/** Acknowledgement codes of HL7 table 0008: application (A) and commit (C) accept, error and reject. */
export type AcknowledgementCode = 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR';

/** Original mode answers once, with what the application made of it; enhanced mode first says that it was kept. */
export type AcknowledgementMode = 'original' | 'enhanced';

/** What an acknowledgement is made of. The receiver's clock and ids come from outside. */
export interface AcknowledgementDraft {
  /** The message that is answered; null when nothing of it could be read. */
  readonly request: Hl7Message | null;
  readonly code: AcknowledgementCode;
  /** A unique control id for the acknowledgement itself (MSH-10). */
  readonly controlId: string;
  /** When it is sent, as HL7 text such as `20260419142000+0000` (MSH-7). */
  readonly sentAt: string;
  readonly problems?: readonly Problem[];
  readonly refusals?: readonly Refusal[];
  /** Answers an order with the response message of its kind (RRE for RDE) instead of the general ACK. */
  readonly asOrderResponse?: boolean;
}

/** An acknowledgement as a sender reads it. */
export interface Acknowledgement {
  readonly code: AcknowledgementCode;
  readonly controlId: string;
  readonly text: string;
  readonly errors: readonly {
    readonly where: string;
    readonly condition: string;
    readonly severity: string;
    readonly text: string;
  }[];
}

/** How many errors an acknowledgement names; a sender acts on the first ones. */
const namedErrors = 25;

/** Response messages of orders (HL7 2.9 chapter 4A): message code and trigger event by those of the request. */
const orderResponses = new Map([
  ['RDE^O11', ['RRE', 'O12']],
  ['RDE^O25', ['RRE', 'O26']],
  ['OMP^O09', ['ORP', 'O10']],
  ['RDS^O13', ['RRD', 'O14']],
  ['ORM^O01', ['ORR', 'O02']],
] as const);

/** A message asks for enhanced mode by valuing MSH-15 or MSH-16 (HL7 2.9, 2.9.3). */
export function findAcknowledgementMode(request: Hl7Message): AcknowledgementMode {
  return request.header.text(15) === '' && request.header.text(16) === '' ? 'original' : 'enhanced';
}

/** Tells whether the sender wants an acknowledgement by a condition of HL7 table 0155: AL always, NE never, ER, SU. */
export function isAcknowledgementWanted(condition: string, outcome: 'accepted' | 'failed'): boolean {
  if (condition === 'NE') return false;
  if (condition === 'ER') return outcome === 'failed';
  return condition === 'SU' ? outcome === 'accepted' : true;
}

/**
 * Chooses the code of an answer: reject when the message as such cannot be taken (no header, type, event, version),
 * error when its content is wrong or the rules say no, else accept.
 */
export function chooseAcknowledgementCode(
  findings: { readonly problems: readonly Problem[]; readonly refused: boolean },
  kind: 'application' | 'commit',
): AcknowledgementCode {
  const letter = kind === 'application' ? 'A' : 'C';
  const errors = findings.problems.filter((problem) => problem.severity === 'error');
  if (errors.some((problem) => isRejection(problem.code))) return `${letter}R`;
  return errors.length > 0 || findings.refused ? `${letter}E` : `${letter}A`;
}

/**
 * Writes the acknowledgement of a message in its own version: MSH with sender and receiver exchanged, MSA, and ERR for
 * each error and warning, in the form of 2.5 and later or of 2.4 and before. Texts never repeat the message's values.
 */
export function writeAcknowledgement(draft: AcknowledgementDraft): string {
  const version = draft.request?.version || '2.5.1';
  const [problems, refusals] = [draft.problems ?? [], draft.refusals ?? []];
  const errors = listErrorSegments({ problems, refusals, version });
  const first = problems.find((problem) => problem.severity === 'error')?.text ?? refusals[0]?.sentence ?? '';
  const msa = segment('MSA', {
    1: draft.code,
    2: draft.request?.controlId ?? '',
    ...(first === '' ? {} : { 3: first }),
  });
  return writeMessage([makeHeader(draft, version), msa, ...errors]);
}

/** Reads an acknowledgement that a partner sent; an unknown code is an error. */
export function readAcknowledgement(message: Hl7Message): Reading<Acknowledgement> {
  const msa = message.segment('MSA');
  if (msa === null) return { message: null, problems: [problemAt(hl7Problems.notAcknowledgement, 'MSA')] };
  const code = msa.text(1).trim().toUpperCase();
  if (!isAcknowledgementCode(code)) {
    return { message: null, problems: [problemAt(hl7Problems.unknownAcknowledgementCode, 'MSA-1')] };
  }
  const errors = message.segmentsNamed('ERR').map((err) => ({
    where: [1, 2, 3, 4, 5]
      .map((component) => err.text(2, component))
      .join('^')
      .replace(/\^+$/, ''),
    condition: err.text(3) || err.text(1, 4),
    severity: err.text(4),
    text: err.text(8) || err.text(7) || err.text(3, 2),
  }));
  return { message: { code, controlId: msa.text(2), text: msa.text(3), errors }, problems: [] };
}

function isAcknowledgementCode(code: string): code is AcknowledgementCode {
  return /^[AC][AER]$/.test(code);
}

function isRejection(code: string): boolean {
  const condition = findCondition(code);
  const header: readonly string[] = [
    hl7Problems.noMsh.code,
    hl7Problems.headerTooShort.code,
    hl7Problems.badDelimiters.code,
  ];
  return condition.startsWith('2') && condition !== '207' ? true : header.includes(code);
}

function makeHeader(draft: AcknowledgementDraft, version: string): SegmentDraft {
  const { request } = draft;
  const copy = (field: number): FieldDraft => copyField(request, field);
  return segment('MSH', {
    3: copy(5),
    4: copy(6),
    5: copy(3),
    6: copy(4),
    7: draft.sentAt,
    9: makeMessageType(draft, version),
    10: draft.controlId,
    11: copy(11) === '' ? 'P' : copy(11),
    12: version,
    18: request?.header.text(18) === '' ? '' : 'UNICODE UTF-8',
  });
}

/** Copies the components of a header field as text, so that they are escaped anew. */
function copyField(request: Hl7Message | null, field: number): FieldDraft {
  if (request === null) return '';
  const value = request.header.value(field);
  return components(value.text(1), value.text(2), value.text(3));
}

/** The event and the structure joined the message type in 2.2 and 2.4. */
function makeMessageType(draft: AcknowledgementDraft, version: string): FieldDraft {
  const { request } = draft;
  const trigger = request?.trigger ?? '';
  const response =
    draft.asOrderResponse === true ? orderResponses.get(`${request?.code ?? ''}^${trigger}` as 'RDE^O11') : undefined;
  if (response !== undefined && draft.code.startsWith('A')) {
    return components(response[0], response[1], isAtLeast(version, '2.4') ? `${response[0]}_${response[1]}` : '');
  }
  if (!isAtLeast(version, '2.2')) return 'ACK';
  return components('ACK', trigger, isAtLeast(version, '2.4') ? 'ACK' : '');
}

function listErrorSegments(findings: {
  readonly problems: readonly Problem[];
  readonly refusals: readonly Refusal[];
  readonly version: string;
}): readonly SegmentDraft[] {
  const problems = findings.problems.filter((problem) => problem.severity !== 'note').slice(0, namedErrors);
  if (isAtLeast(findings.version, '2.5')) {
    return [...problems.map(makeProblemError), ...findings.refusals.slice(0, namedErrors).map(makeRefusalError)];
  }
  const located = problems.filter((problem) => problem.severity === 'error').map(makeLocatedCode);
  const refused = findings.refusals
    .slice(0, namedErrors)
    .map((refusal) => components('', '', '', subcomponents('207', refusal.code)));
  const all = [...located, ...refused];
  return all.length === 0 ? [] : [segment('ERR', { 1: repetitions(...all.map((part) => part)) })];
}

/** ERR of 2.5: location (ERL), condition of table 0357, severity of 0516, application code, words for the user. */
function makeProblemError(problem: Problem): SegmentDraft {
  return segment('ERR', {
    2: makeLocation(problem.where),
    3: components(findCondition(problem.code), '', 'HL70357'),
    4: problem.severity === 'error' ? 'E' : 'W',
    5: problem.code,
    7: problem.where,
    8: problem.text,
  });
}

function makeRefusalError(refusal: Refusal): SegmentDraft {
  return segment('ERR', { 3: components('207', '', 'HL70357'), 4: 'E', 5: refusal.code, 8: refusal.sentence });
}

function makeLocation(where: string): FieldDraft {
  const place = parsePlace(where);
  if (place === null) return '';
  const { segment: name, occurrence, field, repetition, component, subcomponent } = place;
  if (field === null) return components(name, String(occurrence));
  const numbers = [field, repetition, component, subcomponent].map((part) => (part === null ? '' : String(part)));
  return components(name, String(occurrence), ...numbers);
}

/** ERR-1 of 2.4 and before (ELD): segment, sequence, field position and code. */
function makeLocatedCode(problem: Problem): ReturnType<typeof components> {
  const place = parsePlace(problem.where);
  const field = place === null || place.field === null ? '' : String(place.field);
  return components(
    place?.segment ?? '',
    place === null ? '' : String(place.occurrence),
    field,
    findCondition(problem.code),
  );
}

function isAtLeast(version: string, least: string): boolean {
  const parse = (text: string): readonly number[] => text.split('.').map(Number);
  const [major = 0, minor = 0] = parse(version);
  const [leastMajor = 0, leastMinor = 0] = parse(least);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
