import { parseBasicDay } from '../../kernel/calendar-day.ts';
import { computeGs1CheckDigit } from '../../kernel/check-digit.ts';
import { type Gs1ProblemKind, gs1Problems } from './problems.ts';

/** One component of a value, such as `N13:check` or `[X..17]`. */
interface Component {
  readonly characters: string;
  readonly shortest: number;
  readonly longest: number;
  readonly isOptional: boolean;
  readonly demand: string | null;
}

/** GS1 General Specifications, 7.11: sets 82 and 39, and file-safe base64. */
const characterSets: Readonly<Record<string, RegExp>> = {
  N: /^\d*$/,
  X: /^[!-"%-?A-Z_a-z]*$/,
  Y: /^[#\-/0-9A-Z]*$/,
  Z: /^[A-Za-z0-9_-]*=*$/,
};

const read = new Map<string, readonly Component[]>();

function readFormat(format: string): readonly Component[] {
  const known = read.get(format);
  if (known !== undefined) return known;
  const components = format.split(' ').map((text): Component => {
    const [, open = '', characters = 'X', dots = '', length = '0', demand] =
      /^(\[?)([NXYZ])(\.\.)?(\d+)(?::(\w+))?\]?$/.exec(text) ?? [];
    const longest = Number(length);
    return {
      characters,
      longest,
      shortest: dots === '' ? longest : 1,
      isOptional: open !== '',
      demand: demand ?? null,
    };
  });
  read.set(format, components);
  return components;
}

/** Computes how long a value of a format is when its length is predefined. */
export function computeFixedLength(format: string): number {
  return readFormat(format).reduce((sum, { longest }) => sum + longest, 0);
}

/** Checks a value against its format; returns the kind of the first problem, or null when there is none. */
export function checkValue(format: string, value: string): Gs1ProblemKind | null {
  if (value === '') return gs1Problems.valueMissing;
  let rest = value;
  for (const component of readFormat(format)) {
    if (rest === '' && component.isOptional) continue;
    const part = rest.slice(0, component.longest);
    if (!(characterSets[component.characters] ?? /^$/).test(part)) return gs1Problems.valueCharacter;
    if (part.length < component.shortest) return gs1Problems.valueLength;
    const fault = component.demand === null ? null : checkDemand(component.demand, part);
    if (fault !== null) return fault;
    rest = rest.slice(component.longest);
  }
  return rest === '' ? null : gs1Problems.valueLength;
}

function checkDemand(demand: string, part: string): Gs1ProblemKind | null {
  switch (demand) {
    case 'check':
      return hasCheckDigit(part) ? null : gs1Problems.checkDigitWrong;
    case 'yymmdd':
    case 'yymmd0':
      return isShortDate(part, demand === 'yymmd0') ? null : gs1Problems.dateInvalid;
    case 'yyyymmdd':
      return parseBasicDay(part) === null ? gs1Problems.dateInvalid : null;
    default:
      return patterns[demand]?.test(part) === false || (demand === 'piece' && !isPiece(part))
        ? gs1Problems.valueInvalid
        : null;
  }
}

const patterns: Readonly<Record<string, RegExp>> = {
  hhmm: /^([01]\d|2[0-3])[0-5]\d$/,
  hh: /^([01]\d|2[0-3])$/,
  mm: /^[0-5]\d$/,
  yesno: /^[01]$/,
  zero: /^0+$/,
  nonzero: /[1-9]/,
  hyphen: /^-$/,
  percent: /^([^%]|%[0-9A-Fa-f]{2})*$/,
};

function hasCheckDigit(part: string): boolean {
  return computeGs1CheckDigit(part.slice(0, -1)) === Number(part.at(-1));
}

/** The century does not matter here: 2000 knows every day that any century has, and the year itself is checked on use. */
function isShortDate(part: string, mayLackDay: boolean): boolean {
  const day = mayLackDay && part.endsWith('00') ? `${part.slice(0, 4)}01` : part;
  return parseBasicDay(`20${day}`) !== null;
}

/** Piece and total of a set: `0203` is the second of three. */
function isPiece(part: string): boolean {
  const [piece, total] = [Number(part.slice(0, 2)), Number(part.slice(2))];
  return piece > 0 && total > 0 && piece <= total;
}
