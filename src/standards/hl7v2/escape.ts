import type { Delimiters } from './delimiters.ts';

/** How many lines or columns a formatting command may insert, so that a few characters cannot grow without bound. */
const formattingLimit = 80;

const hexadecimal = /^X(?:[0-9A-Fa-f]{2})+$/;
const characterSetSwitch = /^(?:C[0-9A-Fa-f]{4}|M[0-9A-Fa-f]{4}(?:[0-9A-Fa-f]{2})?)$/;
const formatting = /^\.(br|sp|in|ti|sk|ce|fi|nf)\s*([+-]?\d*)$/;
const utf8 = new TextDecoder('utf-8');
const latin1 = new TextDecoder('windows-1252');

/** What a sequence between two escape characters is. */
export type EscapeKind = 'known' | 'character-set' | 'unknown';

/**
 * Replaces the escape sequences of a text by what they stand for (HL7 2.9, 2.7): delimiters, characters by their
 * hexadecimal bytes, line breaks. Highlighting and character set switches are left out; an unknown sequence and a
 * lone escape character stay as they are.
 */
export function unescapeText(text: string, delimiters: Delimiters): string {
  const sign = delimiters.escape;
  let start = text.indexOf(sign);
  if (start === -1) return text;
  let plain = '';
  let done = 0;
  while (start !== -1) {
    const end = text.indexOf(sign, start + 1);
    if (end === -1) break;
    const meaning = decodeSequence(text.slice(start + 1, end), delimiters);
    if (meaning === null) {
      // The character that closes an unknown sequence may open the next one.
      start = end;
      continue;
    }
    plain += text.slice(done, start) + meaning;
    done = end + 1;
    start = text.indexOf(sign, done);
  }
  return done === 0 ? text : plain + text.slice(done);
}

/** Tells what the text between two escape characters is, without the characters themselves. */
export function classifyEscape(sequence: string): EscapeKind {
  if (characterSetSwitch.test(sequence)) return 'character-set';
  const known = /^[FSTREPHN]$/.test(sequence) || hexadecimal.test(sequence) || formatting.test(sequence);
  return known ? 'known' : 'unknown';
}

/**
 * Writes a text so that it can stand in any field: delimiters and control characters become escape sequences, so that
 * no value can begin a new field, segment or frame. A text of two quotation marks is told apart from the HL7 null.
 */
export function escapeText(text: string, delimiters: Delimiters): string {
  if (text === '""') return `${delimiters.escape}X2222${delimiters.escape}`;
  let escaped = '';
  let done = 0;
  for (let index = 0; index < text.length; index += 1) {
    const sequence = sequenceFor(text.charAt(index), delimiters);
    if (sequence === null) continue;
    escaped += `${text.slice(done, index)}${delimiters.escape}${sequence}${delimiters.escape}`;
    done = index + 1;
  }
  return done === 0 ? text : escaped + text.slice(done);
}

function decodeSequence(sequence: string, delimiters: Delimiters): string | null {
  switch (sequence) {
    case 'F':
      return delimiters.field;
    case 'S':
      return delimiters.component;
    case 'T':
      return delimiters.subcomponent;
    case 'R':
      return delimiters.repetition;
    case 'E':
      return delimiters.escape;
    case 'P':
      return delimiters.truncation;
    case 'H':
    case 'N':
      return '';
    case '.br':
      return '\n';
    default:
      return decodeParameters(sequence);
  }
}

/** Decodes a sequence that says more than one letter; null when it is not known. */
function decodeParameters(sequence: string): string | null {
  switch (sequence.charAt(0)) {
    case 'X':
      return hexadecimal.test(sequence) ? decodeHexadecimal(sequence.slice(1)) : null;
    case 'C':
    case 'M':
      return characterSetSwitch.test(sequence) ? '' : null;
    case '.':
      return decodeFormatting(sequence);
    default:
      return null;
  }
}

function decodeHexadecimal(digits: string): string {
  const bytes = new Uint8Array(digits.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16);
  }
  const text = utf8.decode(bytes);
  return text.includes('\uFFFD') ? latin1.decode(bytes) : text;
}

function decodeFormatting(sequence: string): string | null {
  const match = formatting.exec(sequence);
  if (match === null) return null;
  const count = Math.min(Math.max(Number(match[2] === '' ? 1 : match[2]), 0), formattingLimit);
  switch (match[1]) {
    case 'br':
    case 'ce':
      return '\n';
    case 'sp':
      return '\n'.repeat(count);
    case 'sk':
      return ' '.repeat(count);
    default:
      return '';
  }
}

function sequenceFor(character: string, delimiters: Delimiters): string | null {
  switch (character) {
    case delimiters.field:
      return 'F';
    case delimiters.component:
      return 'S';
    case delimiters.subcomponent:
      return 'T';
    case delimiters.repetition:
      return 'R';
    case delimiters.escape:
      return 'E';
    default: {
      const code = character.charCodeAt(0);
      return code < 0x20 || code === 0x7f ? `X${code.toString(16).toUpperCase().padStart(2, '0')}` : null;
    }
  }
}
