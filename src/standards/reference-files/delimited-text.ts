/** A file as it comes: whole, or in pieces from a disk or a network. Bytes may be UTF-8 or Windows-1252. */
export type ReferenceSource = Piece | Iterable<Piece> | AsyncIterable<Piece>;

type Piece = Uint8Array | string;

/** How fields stand in a line. Where `quote` is true, quotation marks enclose fields as in RFC 4180. */
export interface Delimiting {
  readonly delimiter: ',' | '\t' | '|';
  readonly quote: boolean;
}

/** A line cut into fields, by the number of its first line in the file; `fault` says why it may not be used. */
export interface DelimitedRecord {
  readonly line: number;
  readonly fields: readonly string[];
  readonly fault: 'quote-open' | 'line-too-long' | null;
}

/** A quoted field runs over so many lines at most; a stray quotation mark would else swallow the file. */
const maxLinesOfRecord = 50;
const maxLineLength = 1_000_000;

/**
 * Reads delimited text record by record: CSV by RFC 4180, with quoted delimiters, doubled quotes and line ends inside
 * quotes, or text without quoting. Line ends may be LF, CRLF or CR LF mixed; empty lines are left out; a byte order mark
 * is skipped. A quotation mark inside an unquoted field is a plain character.
 */
export async function* readDelimitedText(
  source: ReferenceSource,
  delimiting: Delimiting,
): AsyncGenerator<DelimitedRecord> {
  const pending: string[] = [];
  let line = 0;
  for await (const text of readLines(source)) {
    line += 1;
    if (text === null) {
      yield { line, fields: [], fault: 'line-too-long' };
      return;
    }
    pending.push(text);
    yield* takeRecords(pending, line, delimiting, false);
  }
  yield* takeRecords(pending, line, delimiting, true);
}

/** Takes every complete record from the pending lines, the last of which has the given number. */
function* takeRecords(
  pending: string[],
  lastLine: number,
  delimiting: Delimiting,
  isEnd: boolean,
): Generator<DelimitedRecord> {
  while (pending.length > 0) {
    const line = lastLine - pending.length + 1;
    const fields = splitFields(pending.join('\n'), delimiting);
    if (fields !== null) {
      const isBlank = pending.length === 1 && fields.length === 1 && fields[0]?.trim() === '';
      pending.length = 0;
      if (!isBlank) yield { line, fields, fault: null };
    } else if (isEnd || pending.length >= maxLinesOfRecord) {
      pending.shift();
      yield { line, fields: [], fault: 'quote-open' };
      yield* resumeAfterFault(pending, lastLine, delimiting);
    } else {
      return;
    }
  }
}

/** Takes the lines after a faulty one singly, so that only records that are complete again leave the pending ones. */
function* resumeAfterFault(pending: string[], lastLine: number, delimiting: Delimiting): Generator<DelimitedRecord> {
  const waiting = pending.splice(0);
  for (const [index, text] of waiting.entries()) {
    pending.push(text);
    if (splitFields(pending.join('\n'), delimiting) !== null) {
      yield* takeRecords(pending, lastLine - waiting.length + index + 1, delimiting, false);
    }
  }
}

/** Cuts a record into fields; null when a quoted field is still open at its end. */
function splitFields(record: string, { delimiter, quote }: Delimiting): readonly string[] | null {
  if (!quote || !record.includes('"')) return record.split(delimiter).map(decodeField);
  const fields: string[] = [];
  let at = 0;
  while (at <= record.length) {
    if (record[at] !== '"') {
      const end = indexOrEnd(record, delimiter, at);
      fields.push(decodeField(record.slice(at, end)));
      at = end + 1;
      continue;
    }
    const close = findClosingQuote(record, at + 1);
    if (close < 0) return null;
    const end = indexOrEnd(record, delimiter, close);
    const inside = record.slice(at + 1, close).replaceAll('""', '"');
    fields.push(decodeField(inside + record.slice(close + 1, end)));
    at = end + 1;
  }
  return fields;
}

function findClosingQuote(record: string, from: number): number {
  let at = record.indexOf('"', from);
  while (at >= 0 && record[at + 1] === '"') at = record.indexOf('"', at + 2);
  return at;
}

function indexOrEnd(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
}

/**
 * Reads lines without their ends; null instead of a line that is too long. Bytes are held as Latin-1, one character a
 * byte, because line ends, delimiters and quotation marks are ASCII in UTF-8 and Windows-1252 alike.
 */
async function* readLines(source: ReferenceSource): AsyncGenerator<string | null> {
  let rest = '';
  let isFirst = true;
  for await (const piece of listPieces(source)) {
    const text = typeof piece === 'string' ? encodeAsBytes(piece) : toByteText(piece);
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      yield line.length > maxLineLength ? null : trimEnds(line, isFirst);
      isFirst = false;
    }
    if (rest.length > maxLineLength) yield null;
  }
  if (rest !== '') yield trimEnds(rest, isFirst);
}

function listPieces(source: ReferenceSource): Iterable<Piece> | AsyncIterable<Piece> {
  return typeof source === 'string' || source instanceof Uint8Array ? [source] : source;
}

const byteOrderMark = '\u00ef\u00bb\u00bf';

function trimEnds(line: string, isFirst: boolean): string {
  const text = isFirst && line.startsWith(byteOrderMark) ? line.slice(byteOrderMark.length) : line;
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

function toByteText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function encodeAsBytes(text: string): string {
  return toByteText(new TextEncoder().encode(text));
}

const utf8 = new TextDecoder();
const windows1252 = new TextDecoder('windows-1252');

/** Decodes a field as UTF-8, and as Windows-1252 where it is no valid UTF-8. */
function decodeField(field: string): string {
  if (!/[\u0080-\u00ff]/.test(field)) return field;
  const bytes = Buffer.from(field, 'latin1');
  const decoded = utf8.decode(bytes);
  return decoded.includes('\uFFFD') ? windows1252.decode(bytes) : decoded;
}
