import type { Problem } from '../../kernel/problem.ts';
import type { Delimiters } from './delimiters.ts';
import { composePlace } from './place.ts';
import { type Hl7ProblemKind, hl7Problems, problemAt } from './problems.ts';

/** The lines of one message: where each segment begins and ends in the text, as pairs of offsets. */
export interface SegmentLines {
  readonly text: string;
  readonly bounds: readonly number[];
  /** How many of the lines are MSH segments; more than one is more than one message. */
  readonly headerCount: number;
  /** True when there are more lines than are looked at. */
  readonly isTruncated: boolean;
  readonly problems: readonly Problem[];
}

/** A wrong segment name is kept up to this length; a longer text before a delimiter is no name. */
export const longestName = 10;

/** How many lines are looked at; a document of 32 MB that is broken every 76 characters has half of them. */
const maximumLines = 1_000_000;

const framingCharacters = ['\u000b', '\u001c', '\ufeff'] as const;
const notedLines = 20;

/** Drops framing bytes and byte order marks, wherever several frames or files were put together. */
export function dropFraming(text: string): string {
  let plain = text;
  for (const character of framingCharacters) if (plain.includes(character)) plain = plain.replaceAll(character, '');
  return plain;
}

/**
 * Finds the segments of a message, whose lines end with CR, LF or both. A line that is no segment is taken as a line
 * break within the field before it; a name in lower case or with a wrong length is kept and reported.
 */
export function findSegmentLines(text: string, delimiters: Delimiters): SegmentLines {
  const fieldCode = delimiters.field.charCodeAt(0);
  const { bounds, headerCount, isTruncated, isRegular } = indexLines(text, fieldCode);
  if (isRegular || isTruncated) return { text, bounds, headerCount, isTruncated, problems: [] };
  const repaired = repairLines(text, delimiters);
  const again = indexLines(repaired.text, fieldCode);
  return { ...repaired, bounds: again.bounds, headerCount: again.headerCount, isTruncated: false };
}

/** Goes over the lines of a text that are not empty; line ends may be CR, LF or both, and mixed. */
export class LineCursor {
  /** The offsets of the current line, without its end. */
  start = 0;
  end = -1;
  readonly #text: string;
  #nextReturn: number;
  #nextFeed: number;

  constructor(text: string) {
    this.#text = text;
    this.#nextReturn = findFrom(text, '\r', 0);
    this.#nextFeed = findFrom(text, '\n', 0);
  }

  /** Moves to the next line; false after the last. */
  next(): boolean {
    const text = this.#text;
    do {
      this.start = this.end + 1;
      if (this.start >= text.length) return false;
      if (this.#nextReturn < this.start) this.#nextReturn = findFrom(text, '\r', this.start);
      if (this.#nextFeed < this.start) this.#nextFeed = findFrom(text, '\n', this.start);
      this.end = this.#nextReturn < this.#nextFeed ? this.#nextReturn : this.#nextFeed;
    } while (this.end === this.start);
    return true;
  }
}

function findFrom(text: string, character: string, start: number): number {
  const found = text.indexOf(character, start);
  return found === -1 ? text.length : found;
}

interface LineIndex {
  readonly bounds: number[];
  readonly headerCount: number;
  readonly isTruncated: boolean;
  readonly isRegular: boolean;
}

function indexLines(text: string, fieldCode: number): LineIndex {
  const bounds: number[] = [];
  let headerCount = 0;
  let isRegular = true;
  const cursor = new LineCursor(text);
  while (bounds.length <= 2 * maximumLines && cursor.next()) {
    const { start, end } = cursor;
    bounds.push(start, end);
    if (isRegular && !isRegularLine(text, { start, end, fieldCode })) isRegular = false;
    if (text.charCodeAt(start) === 77 && text.startsWith('MSH', start)) headerCount += 1;
  }
  return { bounds, headerCount, isTruncated: bounds.length > 2 * maximumLines, isRegular };
}

function isRegularLine(text: string, line: { start: number; end: number; fieldCode: number }): boolean {
  const { start, end, fieldCode } = line;
  if (end - start > 3 ? text.charCodeAt(start + 3) !== fieldCode : end - start < 3) return false;
  const [second, third] = [text.charCodeAt(start + 1), text.charCodeAt(start + 2)];
  return isUpper(text.charCodeAt(start)) && isNameCode(second) && isNameCode(third);
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isNameCode(code: number): boolean {
  return isUpper(code) || (code >= 48 && code <= 57);
}

/** A segment with the lines that were taken into it, which are joined only once. */
interface RepairedSegment {
  readonly name: string;
  readonly first: string;
  readonly further: string[];
}

function repairLines(text: string, delimiters: Delimiters): { readonly text: string; readonly problems: Problem[] } {
  const segments: RepairedSegment[] = [];
  const problems: Problem[] = [];
  const note = (kind: Hl7ProblemKind): void => {
    if (problems.length < notedLines) problems.push(problemAt(kind, placeOfLast(segments)));
  };
  const cursor = new LineCursor(text);
  while (cursor.next()) {
    const line = text.slice(cursor.start, cursor.end);
    const trimmed = line.trimStart();
    if (trimmed === '') continue;
    const head = trimmed.slice(0, longestName + 1);
    const cut = head.indexOf(delimiters.field);
    const name = cut === -1 ? head.trimEnd() : head.slice(0, cut);
    const last = segments.at(-1);
    if (/^[A-Za-z][A-Za-z0-9]{2}$/.test(name)) {
      const upper = name.toUpperCase();
      segments.push({ name: upper, first: upper + trimmed.slice(name.length), further: [] });
      if (trimmed !== line || name !== upper) note(hl7Problems.segmentNameForm);
    } else if (last === undefined || (cut !== -1 && /^[A-Za-z0-9_]+$/.test(name))) {
      segments.push({ name, first: trimmed, further: [] });
      note(hl7Problems.badSegmentName);
    } else {
      last.further.push(line);
      note(hl7Problems.lineBreakInField);
    }
  }
  return { text: segments.map((segment) => joinLines(segment, delimiters)).join('\r'), problems };
}

/** A segment that has no field yet gets one for the lines, or they would become part of its name or of MSH-2. */
function joinLines(segment: RepairedSegment, delimiters: Delimiters): string {
  const { name, first, further } = segment;
  if (further.length === 0) return first;
  const isBare = first.indexOf(delimiters.field, name === 'MSH' ? 4 : 0) === -1;
  const lineBreak = `${delimiters.escape}.br${delimiters.escape}`;
  return [isBare ? first + delimiters.field : first, ...further].join(lineBreak);
}

/** Places by its name the segment that was read last, and by its number one whose name is none. */
function placeOfLast(segments: readonly RepairedSegment[]): string {
  const name = segments.at(-1)?.name ?? '';
  if (!/^[A-Z][A-Z0-9]{2}$/.test(name)) return `segment ${segments.length}`;
  return composePlace({ segment: name, occurrence: segments.filter((segment) => segment.name === name).length });
}
