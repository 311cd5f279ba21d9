import type { Problem } from '../../kernel/problem.ts';
import { hl7Problems, problemAt } from './problems.ts';

/** Names of HL7 table 0211 (in upper case, without spaces and signs) and the encodings they stand for. */
const encodings = new Map([
  ['', 'utf-8'],
  ['ASCII', 'utf-8'],
  ['ISOIR6', 'utf-8'],
  ['USASCII', 'utf-8'],
  ['UTF8', 'utf-8'],
  ['UNICODE', 'utf-8'],
  ['UNICODEUTF8', 'utf-8'],
  ['UNICODEUTF16', 'utf-8'],
  ...listLatin(),
  ['ISOIR87', 'iso-2022-jp'],
  ['ISOIR159', 'iso-2022-jp'],
  ['GB180302000', 'gb18030'],
  ['KSX1001', 'euc-kr'],
  ['BIG5', 'big5'],
  ['WINDOWS1252', 'windows-1252'],
] as const);

const utf8 = new TextDecoder('utf-8');
const shiftCharacter = '\u001b';

/** Tells whether a name of MSH-18 is one whose text can be read. */
export function isKnownCharacterSet(name: string): boolean {
  return name === 'UNICODE UTF-8' || encodings.has(normalizeName(name));
}

/**
 * Decodes the bytes of a message by its byte order mark, else by MSH-18, else as UTF-8.
 * Bytes that are not UTF-8 and carry no declaration are read as Windows-1252, which holds ISO-8859-1.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly problems: readonly Problem[] } {
  const marked = findMarkedEncoding(bytes);
  if (marked !== null) return { text: new TextDecoder(marked).decode(bytes), problems: [] };
  const text = utf8.decode(bytes);
  const damaged = text.includes('\uFFFD') && !isSameAsUtf8(text, bytes);
  if (!damaged && text.length === bytes.length && !text.includes(shiftCharacter)) return { text, problems: [] };
  const declared = normalizeName(findDeclaredName(text));
  const encoding = encodings.get(declared) ?? 'utf-8';
  if (encoding !== 'utf-8') return decodeDeclared(bytes, encoding);
  if (!damaged) return { text, problems: [] };
  if (declared.includes('UTF')) return { text, problems: [problemAt(hl7Problems.badBytes, 'MSH-18')] };
  const latin1 = new TextDecoder('windows-1252').decode(bytes);
  return { text: latin1, problems: [problemAt(hl7Problems.assumedLatin1, 'MSH-18')] };
}

function decodeDeclared(bytes: Uint8Array, encoding: string): ReturnType<typeof decodeText> {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, problems: text.includes('\uFFFD') ? [problemAt(hl7Problems.badBytes, 'MSH-18')] : [] };
}

function findMarkedEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** A replacement character may have been sent as such; then writing the text again gives the same bytes. */
function isSameAsUtf8(text: string, bytes: Uint8Array): boolean {
  const again = new TextEncoder().encode(text);
  const skip = bytes.length - again.length;
  return (skip === 0 || skip === 3) && again.every((byte, index) => byte === bytes[index + skip]);
}

function findDeclaredName(text: string): string {
  const start = text.indexOf('MSH');
  if (start === -1) return '';
  const header = text.slice(start, start + 4_000).split(/[\r\n]/, 1)[0] ?? '';
  const field = header.split(header.charAt(3))[17] ?? '';
  return field.split(/[~^]/, 1)[0] ?? '';
}

function normalizeName(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

function listLatin(): readonly (readonly [string, string])[] {
  return ['1', '2', '3', '4', '5', '6', '7', '8', '9', '15'].flatMap((part) => {
    const encoding = part === '1' ? 'windows-1252' : `iso-8859-${part}`;
    return [
      [`8859${part}`, encoding],
      [`ISO8859${part}`, encoding],
    ] as const;
  });
}
