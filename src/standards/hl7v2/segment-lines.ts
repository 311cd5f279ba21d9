import type { Problem } from '../../kernel/problem.ts';
import type { Delimiters } from './delimiters.ts';
import { composePlace } from './place.ts';
import { hl7Problems, problemAt } from './problems.ts';

/** The lines of one message: where each segment begins and ends in the text, as pairs of offsets. */
export interface SegmentLines {
  readonly text: string;
  readonly bounds: readonly number[];
  /** How many of the lines are MSH segments; more than one is more than one message. */
  readonly headerCount: number;
  readonly problems: readonly Problem[];
}

/** A wrong segment name is kept up to this length; a longer text before a delimiter is no name. */
export const longestName = 10;

const carriageReturn = '\r';
const framingCharacters = ['\u000b', '\u001c'] as const;
const notedLines = 20;

/** Brings every line end to the carriage return of the standard. */
export function normalizeLineEnds(text: string): string {
  return text.includes('\n') ? text.replace(/\r\n?|\n/g, carriageReturn) : text;
}

/** Brings line ends to carriage returns and drops the byte order mark and framing bytes wherever they stand. */
export function normalizeLines(text: string): string {
  let lines = normalizeLineEnds(text);
  for (const framing of framingCharacters) if (lines.includes(framing)) lines = lines.replaceAll(framing, '');
  return lines.charCodeAt(0) === 0xfeff ? lines.slice(1) : lines;
}

/**
 * Finds the segments of a message whose lines end with carriage returns. A line that is no segment is taken as a line
 * break within the field before it; a name in lower case or with a wrong length is kept and reported.
 */
export function findSegmentLines(text: string, delimiters: Delimiters): SegmentLines {
  const indexed = indexLines(text, delimiters.field.charCodeAt(0));
  const { bounds, headerCount } = indexed;
  if (indexed.regular) return { text, bounds, headerCount, problems: [] };
  const repaired = repairLines(text, delimiters);
  const again = indexLines(repaired.text, delimiters.field.charCodeAt(0));
  return { ...repaired, bounds: again.bounds, headerCount: again.headerCount };
}

interface LineIndex {
  readonly bounds: number[];
  readonly headerCount: number;
  readonly regular: boolean;
}

function indexLines(text: string, fieldCode: number): LineIndex {
  const bounds: number[] = [];
  let headerCount = 0;
  let regular = true;
  let start = 0;
  while (start < text.length) {
    const found = text.indexOf(carriageReturn, start);
    const end = found === -1 ? text.length : found;
    if (end > start) {
      bounds.push(start, end);
      if (!isRegularLine(text, { start, end, fieldCode })) regular = false;
      if (text.charCodeAt(start) === 77 && text.startsWith('MSH', start)) headerCount += 1;
    }
    start = end + 1;
  }
  return { bounds, headerCount, regular };
}

function isRegularLine(text: string, line: { start: number; end: number; fieldCode: number }): boolean {
  const { start, end, fieldCode } = line;
  if (end - start > 3 ? text.charCodeAt(start + 3) !== fieldCode : end - start < 3) return false;
  return (
    isUpper(text.charCodeAt(start)) && isNameCode(text.charCodeAt(start + 1)) && isNameCode(text.charCodeAt(start + 2))
  );
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isNameCode(code: number): boolean {
  return isUpper(code) || (code >= 48 && code <= 57);
}

function repairLines(text: string, delimiters: Delimiters): { readonly text: string; readonly problems: Problem[] } {
  const lines: string[] = [];
  const problems: Problem[] = [];
  const note = (kind: (typeof hl7Problems)[keyof typeof hl7Problems]): void => {
    if (problems.length < notedLines) problems.push(problemAt(kind, placeOfLast(lines, delimiters.field)));
  };
  for (const line of text.split(carriageReturn)) {
    const trimmed = line.trimStart();
    if (trimmed === '') continue;
    const cut = trimmed.indexOf(delimiters.field);
    const name = cut === -1 ? trimmed.trimEnd() : trimmed.slice(0, cut);
    if (/^[A-Za-z][A-Za-z0-9]{2}$/.test(name)) {
      lines.push(name.toUpperCase() + trimmed.slice(name.length));
      if (trimmed !== line || name !== name.toUpperCase()) note(hl7Problems.segmentNameForm);
    } else if (cut !== -1 && name.length <= longestName && /^[A-Za-z0-9_]+$/.test(name)) {
      lines.push(trimmed);
      note(hl7Problems.badSegmentName);
    } else {
      lines.push(joinLine(lines.pop() ?? '', line, delimiters));
      note(hl7Problems.lineBreakInField);
    }
  }
  return { text: lines.join(carriageReturn), problems };
}

/** A segment that has no field yet gets one for the line, or the line would become part of its name or MSH-2. */
function joinLine(segment: string, line: string, delimiters: Delimiters): string {
  const isBare = segment.indexOf(delimiters.field, segment.startsWith('MSH') ? 4 : 0) === -1;
  return `${segment}${isBare ? delimiters.field : ''}${delimiters.escape}.br${delimiters.escape}${line}`;
}

/** Places by its name the segment that was read last, and by its line number one whose name is none. */
function placeOfLast(lines: readonly string[], field: string): string {
  const nameOf = (line: string): string => line.slice(0, longestName + 1).split(field, 1)[0] ?? '';
  const name = nameOf(lines.at(-1) ?? '');
  if (!/^[A-Z][A-Z0-9]{2}$/.test(name)) return `line ${lines.length}`;
  return composePlace({ segment: name, occurrence: lines.filter((line) => nameOf(line) === name).length });
}
