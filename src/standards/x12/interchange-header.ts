import { type X12ProblemKind, x12Problems } from './problems.ts';

/** What divides an interchange, as bytes. X12 has no release character: a delimiter never stands in a value. */
export interface Delimiters {
  readonly element: number;
  readonly component: number;
  /** Null before version 4020, where ISA11 names the control standard. */
  readonly repetition: number | null;
  readonly terminator: number;
}

/** A read ISA segment: its delimiters, where it ends, and what is wrong with its form. */
export interface HeaderReading {
  readonly delimiters: Delimiters | null;
  /** The offset of the terminator. */
  readonly end: number;
  readonly problems: readonly { readonly kind: X12ProblemKind; readonly element?: number }[];
}

/** Offsets of the element separators in the 106 bytes of an ISA segment. */
const separatorOffsets = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103];
const elementCount = 16;
const longestHeader = 400;

/** Tells whether an ISA segment begins at an offset: its name, followed by something that separates. */
export function isHeaderAt(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== 0x49 || bytes[at + 1] !== 0x53 || bytes[at + 2] !== 0x41) return false;
  const separator = bytes[at + 3];
  return separator !== undefined && isFit(separator);
}

/**
 * Reads the delimiters of the ISA segment at an offset. The segment has fixed widths; one that does not keep them is
 * reported, and its delimiters are taken from its sixteen separators.
 */
export function readInterchangeHeader(bytes: Uint8Array, at: number): HeaderReading {
  const element = bytes[at + 3] ?? 0;
  const isFixed = separatorOffsets.every((offset) => bytes[at + offset] === element);
  const last = isFixed ? at + 103 : findSeparator(bytes, at, element);
  const [component, terminator] = last === null ? [undefined, undefined] : [bytes[last + 1], bytes[last + 2]];
  if (last === null || component === undefined || terminator === undefined)
    return { delimiters: null, end: at, problems: [{ kind: x12Problems.headerShort }] };
  const problems = isFixed ? [] : [{ kind: x12Problems.headerWidth, element: findWrongWidth(bytes, at, element) }];
  const own = [element, component, terminator];
  if (new Set(own).size < own.length || !own.every(isFit))
    return { delimiters: null, end: at, problems: [...problems, { kind: x12Problems.delimitersUnfit }] };
  const eleventh = isFixed ? (bytes[at + 82] ?? 0) : 0;
  const repetition = isFit(eleventh) && eleventh !== 0x20 && !own.includes(eleventh) ? eleventh : null;
  return { delimiters: { element, component, repetition, terminator }, end: last + 2, problems };
}

function findSeparator(bytes: Uint8Array, at: number, separator: number): number | null {
  let found = 0;
  for (let offset = at; offset < at + longestHeader && offset < bytes.length; offset += 1) {
    if (bytes[offset] === separator) found += 1;
    if (found === elementCount) return offset;
  }
  return null;
}

function findWrongWidth(bytes: Uint8Array, at: number, separator: number): number {
  const wrong = separatorOffsets.findIndex((offset) => bytes[at + offset] !== separator);
  return Math.max(wrong, 1);
}

/** A delimiter is neither a letter, a digit nor a blank. */
function isFit(byte: number): boolean {
  const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  const isDigit = byte >= 0x30 && byte <= 0x39;
  return !isLetter && !isDigit && byte !== 0x20;
}
