import type { Problem } from '../../kernel/problem.ts';
import { hl7Problems, problemAt } from './problems.ts';

/** The five delimiters of a message, each one character, and the optional truncation character of version 2.7. */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
  readonly truncation: string;
}

/** The delimiters that the standard recommends. */
export const standardDelimiters: Delimiters = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
  truncation: '#',
};

/** Delimiters as read, beside what is wrong with them; null when they cannot delimit anything. */
export interface DelimitersReading {
  readonly delimiters: Delimiters | null;
  readonly problem: Problem | null;
}

const customary: DelimitersReading = { delimiters: standardDelimiters, problem: null };
/** Anything but the signs of ASCII, which alone may delimit (HL7 2.9, 2.5.4). */
const longestHeader = 10_000;
const unfit = /[^!-/:-@[-`{-~]/;

/**
 * Reads the delimiters of the header segment (MSH, FHS, BHS) that begins a text; the fourth character separates fields.
 * A repeated or a missing character, as in `^~\\&` or `^~`, is replaced by the customary one and reported.
 */
export function readDelimiters(text: string): DelimitersReading {
  if (text.startsWith('|^~\\&|', 3)) return customary;
  const header = text.slice(0, longestHeader).split(/[\r\n]/, 1)[0] ?? '';
  const name = header.slice(0, 3);
  const field = header.charAt(3);
  const end = header.indexOf(field, 4);
  const characters = header.slice(4, end === -1 ? header.length : end);
  if (field === '' || (end === -1 && characters.length < 4)) return refuse(hl7Problems.headerTooShort, `${name}-2`);
  if (unfit.test(field)) return refuse(hl7Problems.badDelimiters, `${name}-1`);
  if (characters === '' || unfit.test(characters)) return refuse(hl7Problems.badDelimiters, `${name}-2`);
  return chooseDelimiters({ name, field, characters });
}

function chooseDelimiters(header: { name: string; field: string; characters: string }): DelimitersReading {
  const given = [...new Set(header.characters)];
  const regular = given.length === header.characters.length && (given.length === 4 || given.length === 5);
  const [component = '^', repetition = '~', escapeSign = '\\', subcomponent = '&', truncation = '#'] = regular
    ? given
    : [given[0], given[1], ...(given.length > 3 ? given.slice(2) : [])];
  const delimiters = { field: header.field, component, repetition, escape: escapeSign, subcomponent, truncation };
  const distinct = new Set([header.field, component, repetition, escapeSign, subcomponent]).size === 5;
  if (!distinct) return refuse(hl7Problems.badDelimiters, `${header.name}-2`);
  return { delimiters, problem: regular ? null : problemAt(hl7Problems.unusualDelimiters, `${header.name}-2`) };
}

function refuse(kind: (typeof hl7Problems)[keyof typeof hl7Problems], where: string): DelimitersReading {
  return { delimiters: null, problem: problemAt(kind, where) };
}
