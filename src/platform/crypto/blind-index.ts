import { createHmac, type KeyObject } from 'node:crypto';
import type { TenantId } from '../../kernel/ids.ts';
import { computeNameSound } from './name-sound.ts';

/**
 * How a sealed field can be searched. `exact`: letters and digits without case, accents and punctuation. `prefix`: the same, from its
 * beginning. `phonetic`: how each name in it sounds. `phonetic-with`: the same of its first line, each sound together with the letters
 * and digits of its second. `birth-date`: `YYYY-MM-DD`. `last-digits`: its last four digits.
 */
type IndexMethod = 'exact' | 'prefix' | 'phonetic' | 'phonetic-with' | 'birth-date' | 'last-digits';

/** A searchable field and the way it is searched, such as `family-name/phonetic` or `member-id/exact`. */
export type IndexKind = `${string}/${IndexMethod}`;

const tokenBytes = 16;
const prefixLetters = { fewest: 2, most: 8 };
const digitCount = 4;

/** Lists the normal forms under which a value is to be found: several for `prefix` and `phonetic`, none when nothing is left to search. */
export function listIndexTerms(kind: IndexKind, text: string): readonly string[] {
  const method = methodOf(kind);
  if (method === 'prefix') return listPrefixes(lettersAndDigits(text));
  if (method === 'phonetic') return listSounds(text);
  if (method === 'phonetic-with') {
    const [name = '', beside = ''] = text.split('\n');
    return listSounds(name).map((sound) => `${sound}${lettersAndDigits(beside)}`);
  }
  const term =
    method === 'birth-date' ? text.trim() : method === 'last-digits' ? lastDigits(text) : lettersAndDigits(text);
  return term === '' ? [] : [term];
}

/** Gives the one normal form by which a search asks: for `prefix` what was typed so far, for `phonetic` the sound of the first name in it. */
export function toSearchTerm(kind: IndexKind, text: string): string {
  if (methodOf(kind) === 'prefix') return lettersAndDigits(text).slice(0, prefixLetters.most);
  return listIndexTerms(kind, text)[0] ?? '';
}

/**
 * Computes the token of a term: HMAC-SHA-256 bound to tenant and kind, cut to 16 bytes. Equal terms of a tenant give equal tokens, so
 * tokens tell how often a value occurs: a token of a birth date or of four digits must never stand without the others.
 */
export function computeIndexToken(
  key: KeyObject,
  search: { readonly tenantId: TenantId; readonly kind: IndexKind; readonly term: string },
): Buffer {
  const message = JSON.stringify([search.tenantId, search.kind, search.term]);
  return createHmac('sha256', key).update(message).digest().subarray(0, tokenBytes);
}

function methodOf(kind: IndexKind): IndexMethod {
  return kind.slice(kind.lastIndexOf('/') + 1) as IndexMethod;
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase();
}

function lettersAndDigits(text: string): string {
  return withoutAccents(text).replace(/[^\p{L}\p{N}]/gu, '');
}

function lastDigits(text: string): string {
  const digits = text.replace(/\D/g, '');
  return digits.length < digitCount ? '' : digits.slice(-digitCount);
}

function listPrefixes(term: string): readonly string[] {
  const longest = Math.min(prefixLetters.most, term.length);
  return Array.from({ length: Math.max(0, longest - prefixLetters.fewest + 1) }, (_, index) =>
    term.slice(0, prefixLetters.fewest + index),
  );
}

/** Gives the sound of each part of a name and of all parts together, so that "Van Dyke", "Vandyke" and "Dyke" meet. */
function listSounds(text: string): readonly string[] {
  const parts = withoutAccents(text).match(/[A-Z']+/g) ?? [];
  const names = parts.map((part) => part.replaceAll("'", '')).filter((part) => part !== '');
  const together = names.length > 1 ? [names.join('')] : [];
  return [...new Set([...together, ...names].map(computeNameSound))];
}
