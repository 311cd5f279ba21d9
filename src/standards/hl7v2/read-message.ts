import type { Problem, Reading } from '../../kernel/problem.ts';
import { decodeText, isKnownCharacterSet } from './character-set.ts';
import { readDelimiters } from './delimiters.ts';
import { Hl7Message } from './hl7-message.ts';
import type { Hl7Segment } from './hl7-segment.ts';
import { listEscapeProblems } from './list-escape-problems.ts';
import { type Hl7ProblemKind, hl7Problems, problemAt } from './problems.ts';
import { dropFraming } from './segment-lines.ts';
import { readTimeStamp } from './time-stamp.ts';

/** How much a reader takes before it refuses; sizes are in bytes, or in characters where a text is given. */
export interface ReadingLimits {
  readonly maximumSize: number;
  readonly maximumSegments: number;
  readonly maximumMessages: number;
}

/** Limits that hold the largest real messages (documents inside OBX-5) and files of a day's batch. */
export const defaultLimits: ReadingLimits = {
  maximumSize: 16 * 1024 * 1024,
  maximumSegments: 50_000,
  maximumMessages: 50_000,
};

/** Versions of HL7 table 0104 from 2.1 on. */
const versions = new Set('2.1 2.2 2.3 2.3.1 2.3.2 2.4 2.5 2.5.1 2.6 2.7 2.7.1 2.8 2.8.1 2.8.2 2.9 2.9.1'.split(' '));

/** The form that nearly every MSH-7 has; only others are read in full. */
const customaryTime =
  /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|1\d|2[0-8])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?:[+-](?:0\d|1[0-3])[0-5]\d)?$/;

/**
 * Opens a text as a message without any check, to route or list messages by a few fields; null when it does not begin
 * with a usable MSH segment. What is used is read by `readMessage`.
 */
export function openMessage(text: string): Hl7Message | null {
  if (!text.startsWith('MSH')) return null;
  const { delimiters } = readDelimiters(text);
  return delimiters === null ? null : new Hl7Message({ text, delimiters });
}

/**
 * Reads one message of HL7 version 2.1 to 2.9 and never throws. Line ends may be CR, LF, CRLF or mixed; a byte order
 * mark, framing bytes and custom delimiters are understood. A text with more than one message is refused: files and
 * batches are read by `readTransmission`.
 */
export function readMessage(input: Uint8Array | string, limits: ReadingLimits = defaultLimits): Reading<Hl7Message> {
  if (input.length > limits.maximumSize) return refuse(hl7Problems.tooLarge, 'MSH');
  if (typeof input === 'string') return readText(dropFraming(input), limits);
  const decoded = decodeText(input);
  const reading = readText(dropFraming(decoded.text), limits);
  return decoded.problems.length === 0 ? reading : withProblems(reading, decoded.problems);
}

/** Reads a text without framing bytes that may have something before its MSH segment. */
export function readText(text: string, limits: ReadingLimits): Reading<Hl7Message> {
  if (text.startsWith('MSH')) return readPreparedMessage(text, limits);
  const trimmed = text.replace(/^[\s\0]+/, '');
  if (trimmed === '') return refuse(hl7Problems.emptyMessage, 'MSH');
  const start = /(?:^|[\r\n])[ \t]*MSH/i.exec(trimmed);
  if (start === null) return refuse(hl7Problems.noMsh, 'MSH');
  const header = trimmed.slice(start.index).trimStart();
  const reading = readPreparedMessage(`MSH${header.slice(3)}`, limits);
  const problems = start.index > 0 ? [problemAt(hl7Problems.textBeforeHeader, 'MSH')] : [];
  if (!header.startsWith('MSH')) problems.push(problemAt(hl7Problems.segmentNameForm, 'MSH'));
  return withProblems(reading, problems);
}

function readPreparedMessage(text: string, limits: ReadingLimits): Reading<Hl7Message> {
  const { delimiters, problem } = readDelimiters(text);
  if (delimiters === null) return { message: null, problems: problem === null ? [] : [problem] };
  const message = new Hl7Message({ text, delimiters });
  if (message.lines.isTruncated || message.segmentCount > limits.maximumSegments)
    return refuse(hl7Problems.tooManySegments, 'MSH');
  const problems: Problem[] = problem === null ? [] : [problem];
  checkHeader(message.header, problems);
  checkFurtherHeaders(message, problems);
  if (message.segmentCount === 1) problems.push(problemAt(hl7Problems.headerOnly, 'MSH'));
  problems.push(...message.lines.problems, ...listEscapeProblems(message));
  return { message, problems };
}

function checkHeader(header: Hl7Segment, problems: Problem[]): void {
  const sentAt = header.text(7);
  if (sentAt !== '' && !customaryTime.test(sentAt) && readTimeStamp(sentAt).stamp === null) {
    problems.push(problemAt(hl7Problems.badSentAt, 'MSH-7'));
  }
  if (header.text(9) === '') problems.push(problemAt(hl7Problems.noMessageType, 'MSH-9'));
  if (header.isAbsent(10)) problems.push(problemAt(hl7Problems.noControlId, 'MSH-10'));
  if (header.isAbsent(11)) problems.push(problemAt(hl7Problems.noProcessingId, 'MSH-11'));
  const version = header.text(12);
  if (!versions.has(version)) problems.push(problemAt(kindOfVersion(version), 'MSH-12'));
  const characterSet = header.text(18);
  if (characterSet !== '' && !isKnownCharacterSet(characterSet)) {
    problems.push(problemAt(hl7Problems.unknownCharacterSet, 'MSH-18'));
  }
}

function kindOfVersion(version: string): Hl7ProblemKind {
  if (version.trim() === '') return hl7Problems.noVersion;
  return /^2\.\d/.test(version.trim()) ? hl7Problems.unlistedVersion : hl7Problems.unknownVersion;
}

/** A second MSH right after the first is a vendor's slip; one after other segments begins another message. */
function checkFurtherHeaders(message: Hl7Message, problems: Problem[]): void {
  if (message.lines.headerCount === 1) return;
  const names = message.segments().map((segment) => segment.name);
  const body = names.findIndex((name) => name !== 'MSH');
  if (names[1] === 'MSH') problems.push(problemAt(hl7Problems.repeatedHeader, 'MSH[2]'));
  if (body !== -1 && names.indexOf('MSH', body) !== -1) problems.push(problemAt(hl7Problems.severalMessages, 'MSH[2]'));
}

/** Adds problems that were found before the message itself was read. */
function withProblems(reading: Reading<Hl7Message>, problems: readonly Problem[]): Reading<Hl7Message> {
  return problems.length === 0 ? reading : { ...reading, problems: [...problems, ...reading.problems] };
}

function refuse(kind: Hl7ProblemKind, where: string): Reading<Hl7Message> {
  return { message: null, problems: [problemAt(kind, where)] };
}
