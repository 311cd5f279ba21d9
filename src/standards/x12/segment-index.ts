import { type Delimiters, isHeaderAt, readInterchangeHeader } from './interchange-header.ts';
import { type X12ProblemList, x12Problems } from './problems.ts';

/** The segments of one interchange: those of the index from `first` up to but excluding `end`. */
export interface InterchangeSpan {
  readonly first: number;
  readonly end: number;
  readonly delimiters: Delimiters;
}

/** A file with a character for each byte, of which elements are cut. */
interface DecodedFile {
  readonly text: string;
  /** Whether every byte is ASCII, so that what is cut needs no further reading. */
  readonly isAscii: boolean;
}

/** Where each segment of a file begins and ends: columns of offsets into the bytes, which are not copied. */
export interface SegmentIndex {
  readonly bytes: Uint8Array;
  /** Decodes the whole file, once and only where text is asked for. */
  readonly decode: () => DecodedFile;
  readonly count: number;
  readonly starts: Uint32Array;
  /** The offset after the last byte of each segment, without its terminator. */
  readonly ends: Uint32Array;
  readonly interchanges: readonly InterchangeSpan[];
}

/** How large a file may be: a remittance of a million service lines has about half of it. */
export const largestInputBytes = 256 * 1024 * 1024;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const latin1 = new TextDecoder('latin1');
const isaCode = packName('ISA');
const ieaCode = packName('IEA');

/** Packs the name of a segment into a number, by which names are compared without text. */
export function packName(name: string): number {
  return packBytes(
    name.charCodeAt(0),
    name.length > 1 ? name.charCodeAt(1) : 0,
    name.length > 2 ? name.charCodeAt(2) : 0,
  );
}

/** Packs up to three bytes into a number; those that are absent are 0. */
export function packBytes(first: number, second: number, third: number): number {
  return (first << 16) | (second << 8) | third;
}

/** Reads the packed name of a segment; 0 when it has none of two or three letters and digits. */
export function nameCodeOf(index: SegmentIndex, segment: number, elementSeparator: number): number {
  const { bytes } = index;
  const start = index.starts[segment] ?? 0;
  const end = index.ends[segment] ?? 0;
  const [first = 0, second = 0] = [bytes[start], bytes[start + 1]];
  if (end - start < 2 || !isUpper(first) || !isNameByte(second)) return 0;
  if (end - start === 2) return packBytes(first, second, 0);
  const third = bytes[start + 2] ?? 0;
  if (third === elementSeparator) return packBytes(first, second, 0);
  if (!isNameByte(third)) return 0;
  return end - start === 3 || bytes[start + 3] === elementSeparator ? packBytes(first, second, third) : 0;
}

function isUpper(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}

function isNameByte(byte: number): boolean {
  return isUpper(byte) || (byte >= 0x30 && byte <= 0x39);
}

/** Finds the segments of a file with any number of interchanges, each with delimiters of its own. */
export function indexSegments(bytes: Uint8Array, problems: X12ProblemList): SegmentIndex {
  const columns = new OffsetColumns(bytes);
  const interchanges: InterchangeSpan[] = [];
  let at = skipToHeader(bytes, skipMark(bytes, problems), { problems, segment: 1 });
  while (at < bytes.length) {
    const header = readInterchangeHeader(bytes, at);
    for (const { kind, element } of header.problems)
      problems.report(kind, { segment: columns.count + 1, name: 'ISA', ...(element === undefined ? {} : { element }) });
    if (header.delimiters === null) {
      at = skipToHeader(bytes, at + 3, { problems, segment: columns.count + 1 });
      continue;
    }
    const first = columns.count;
    columns.add(at, header.end);
    const next = scanInterchange(columns, { at: header.end + 1, delimiters: header.delimiters, problems });
    interchanges.push({ first, end: columns.count, delimiters: header.delimiters });
    at = skipToHeader(bytes, next, { problems, segment: columns.count + 1 });
  }
  const { count, starts, ends } = columns;
  let decoded: DecodedFile | null = null;
  const decode = (): DecodedFile => {
    decoded ??= decodeFile(bytes);
    return decoded;
  };
  return { bytes, decode, count, starts, ends, interchanges };
}

/** A character of UTF-8 that is no ASCII takes more than one byte, or is read as U+FFFD. */
function decodeFile(bytes: Uint8Array): DecodedFile {
  const text = utf8.decode(bytes);
  const isAscii = text.length === bytes.length && !text.includes('\ufffd');
  return { text: isAscii ? text : latin1.decode(bytes), isAscii };
}

/** Two columns of offsets that grow. */
class OffsetColumns {
  count = 0;
  starts: Uint32Array;
  ends: Uint32Array;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    const capacity = Math.max(64, Math.ceil(bytes.length / 16));
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
  }

  add(start: number, end: number): void {
    if (this.count === this.starts.length) {
      this.starts = grow(this.starts);
      this.ends = grow(this.ends);
    }
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count += 1;
  }
}

function grow(column: Uint32Array): Uint32Array {
  const larger = new Uint32Array(column.length * 2);
  larger.set(column);
  return larger;
}

/** Adds the segments up to IEA, up to the next ISA or up to the end; returns where it stopped. */
function scanInterchange(
  columns: OffsetColumns,
  from: { readonly at: number; readonly delimiters: Delimiters; readonly problems: X12ProblemList },
): number {
  const { bytes } = columns;
  const { terminator, element } = from.delimiters;
  const { length } = bytes;
  let at = from.at;
  for (;;) {
    let isIndented = false;
    while (at < length && isBlank(bytes[at] ?? 0)) {
      const byte = bytes[at];
      if (byte === 0x20 || byte === 0x09) isIndented = true;
      at += 1;
    }
    if (at >= length) return length;
    const start = at;
    const name = packBytes(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
    if (name === isaCode && isHeaderAt(bytes, at)) return at;
    if (isIndented) from.problems.report(x12Problems.segmentIndented, 'interchange');
    while (at < length && bytes[at] !== terminator) at += 1;
    columns.add(start, at);
    if (at >= length) {
      from.problems.report(x12Problems.terminatorMissing, `segment ${columns.count}`);
      return length;
    }
    at += 1;
    if (name === ieaCode && (bytes[start + 3] === element || at - start === 4)) return at;
  }
}

function skipMark(bytes: Uint8Array, problems: X12ProblemList): number {
  if (bytes[0] !== 0xef || bytes[1] !== 0xbb || bytes[2] !== 0xbf) return 0;
  problems.report(x12Problems.byteOrderMark, 'byte 0');
  return 3;
}

/** Goes to the next ISA segment, which begins the file or a line, or follows a segment. What stands before is reported. */
function skipToHeader(
  bytes: Uint8Array,
  from: number,
  told: { readonly problems: X12ProblemList; readonly segment: number },
): number {
  let at = from;
  let hasText = false;
  while (at < bytes.length) {
    if (isHeaderAt(bytes, at) && (!hasText || isBlank(bytes[at - 1] ?? 0) || !isNameByte(bytes[at - 1] ?? 0))) break;
    if (!isBlank(bytes[at] ?? 0)) hasText = true;
    at += 1;
  }
  if (hasText) told.problems.report(x12Problems.textOutside, `segment ${told.segment}`);
  return at;
}

/** Blanks, line ends, and what mainframes fill a last block with. */
function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0 || byte === 0x1a;
}
