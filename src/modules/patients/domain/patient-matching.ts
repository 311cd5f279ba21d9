import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import { type PatientDescription, type PatientIdentifier, toPhoneDigits } from './demographics.ts';
import { compareFamilyNames, compareGivenNames, type NameLevel, toParts } from './name-comparison.ts';
import { bitsOfNinety, patientMatchWeights as weights } from './patient-match-weights.ts';

/** How two birth dates stand to each other. `swapped`: day and month changed places; `one-digit`: one slip of the keyboard. */
export type BirthDateLevel = 'same' | 'swapped' | 'one-digit' | 'two-digits' | 'different' | 'missing';

/** How well two descriptions are of one person: a score of 100, why, and what keeps it from counting by itself. */
export interface PatientComparison {
  readonly score: number;
  readonly reasons: readonly string[];
  readonly doubts: readonly string[];
  /** One record number for what seem to be two people: a person always looks at it, however low the score. */
  readonly isConflict: boolean;
}

/** A known patient whose record may be the person described. */
export interface PatientCandidate {
  readonly patientId: PatientId;
  readonly demographics: PatientDescription;
}

/** Whose record a description belongs to. `review` means that a person has to decide. */
export interface PatientMatch {
  readonly decision: 'matched' | 'review' | 'new';
  readonly patientId: PatientId | null;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly candidates: readonly {
    readonly patientId: PatientId;
    readonly score: number;
    readonly reasons: readonly string[];
  }[];
}

const mostCandidates = 10;

/** Decides whose record a description belongs to. Two records that both fit, or one that fits with a doubt, go to a person. */
export function decidePatientMatch(
  described: PatientDescription,
  known: readonly PatientCandidate[],
  thresholds: { readonly matchAt: number; readonly reviewAt: number },
): PatientMatch {
  const compared = known
    .map(({ patientId, demographics }) => ({ patientId, ...comparePatients(described, demographics) }))
    .filter(({ score, isConflict }) => score >= thresholds.reviewAt || isConflict)
    .sort((left, right) => right.score - left.score || (left.patientId < right.patientId ? -1 : 1))
    // Records that were merged are one person: the one that fits best speaks for all of them.
    .filter(({ patientId }, index, all) => all.findIndex((other) => other.patientId === patientId) === index);
  const candidates = compared.slice(0, mostCandidates).map(({ patientId, score, reasons, doubts }) => ({
    patientId,
    score,
    reasons: [...reasons, ...doubts],
  }));
  const [best, second] = compared;
  if (best === undefined)
    return { decision: 'new', patientId: null, score: 0, reasons: ['No record comes close.'], candidates };
  const rivals = second !== undefined && second.score >= thresholds.matchAt;
  const hasConflict = compared.some(({ isConflict }) => isConflict);
  const isMatched = best.score >= thresholds.matchAt && best.doubts.length === 0 && !rivals && !hasConflict;
  return {
    decision: isMatched ? 'matched' : 'review',
    patientId: isMatched ? best.patientId : null,
    score: best.score,
    reasons: [
      ...best.reasons,
      ...best.doubts,
      ...(rivals ? ['A second record fits as well.'] : []),
      ...(hasConflict && !best.isConflict ? ['The record number belongs to somebody else here.'] : []),
    ],
    candidates,
  };
}

/** Compares two descriptions of people. The order of the two does not matter. */
export function comparePatients(left: PatientDescription, right: PatientDescription): PatientComparison {
  const birthDate = compareBirthDates(left.birthDate, right.birthDate);
  const names = compareNames(left, right);
  const identifiers = compareIdentifiers(left.identifiers, right.identifiers);
  const findings = [names, judgeBirthDate(birthDate), judgeRest(left, right), identifiers.finding];
  const bits = findings.reduce((total, finding) => total + finding.bits, 0);
  const isConflict =
    identifiers.sameRecordNumber &&
    (names.doubts.length > 0 || birthDate === 'different' || birthDate === 'two-digits');
  return {
    score: Math.min(100, Math.max(0, Math.round((bits * 90) / bitsOfNinety))),
    reasons: findings.flatMap((finding) => finding.reasons),
    doubts: [
      ...findings.flatMap((finding) => finding.doubts),
      ...(isConflict ? ['The record number is the same and the person seems to be another.'] : []),
      ...(names.mayBeSibling && !identifiers.sameRecordNumber ? [siblingDoubt] : []),
    ],
    isConflict,
  };
}

interface Finding {
  readonly bits: number;
  readonly reasons: readonly string[];
  readonly doubts: readonly string[];
}

// Siblings of one birth share family name, birth date, address and phone, and often names that begin or look alike.
const siblingDoubt = 'It may be a brother or sister: the given name is not the same, and no record number says more.';

function compareNames(
  left: PatientDescription,
  right: PatientDescription,
): Finding & { readonly mayBeSibling: boolean } {
  const family = compareFamilyNames(left.familyName, right.familyName);
  const given = compareGivenNames(left.givenName, right.givenName);
  const swapped = family === 'different' && given !== 'same' ? findSwap(left, right) : null;
  if (swapped !== null)
    return {
      bits: weights[swapped],
      reasons: swapped === 'oneNameInOtherPlace' ? [] : ['Family and given name changed places.'],
      doubts:
        swapped === 'oneNameInOtherPlace' ? ['One name stands in the place of the other, which is another one.'] : [],
      mayBeSibling: swapped !== 'namesSwapped',
    };
  return {
    bits: weights.familyName[family] + weights.givenName[given],
    reasons: [...sayName('family name', family), ...sayName('given name', given)],
    doubts: [
      ...(family === 'different' ? ['The family name is another one.'] : []),
      ...(given === 'different' ? ['The given name is another one.'] : []),
    ],
    mayBeSibling: given !== 'same',
  };
}

/** Tells whether family and given name changed places: both as they are, both nearly, or one of them while the other is another one. */
function findSwap(
  left: PatientDescription,
  right: PatientDescription,
): 'namesSwapped' | 'namesSwappedAndSimilar' | 'oneNameInOtherPlace' | null {
  // Comparing given names is the same both ways; it also knows everyday forms, which may stand on either side.
  const levels = [
    compareGivenNames(left.familyName, right.givenName),
    compareGivenNames(left.givenName, right.familyName),
  ];
  if (levels.every((level) => level === 'same')) return 'namesSwapped';
  if (levels.every((level) => level === 'same' || level === 'everyday' || level === 'similar'))
    return 'namesSwappedAndSimilar';
  return levels.includes('same') ? 'oneNameInOtherPlace' : null;
}

function sayName(which: string, level: NameLevel): readonly string[] {
  if (level === 'same') return [`The ${which} is the same.`];
  if (level === 'everyday') return [`The ${which} is an everyday form of the other.`];
  if (level === 'similar') return [`The ${which} is written almost the same.`];
  return level === 'initial' ? [`The ${which} begins with the same letter.`] : [];
}

function judgeBirthDate(level: BirthDateLevel): Finding {
  const sayings: Readonly<Record<BirthDateLevel, readonly string[]>> = {
    same: ['The birth date is the same.'],
    swapped: ['Day and month of the birth date changed places.'],
    'one-digit': ['The birth date differs by one slip.'],
    'two-digits': [],
    different: [],
    missing: [],
  };
  const doubts: Readonly<Record<BirthDateLevel, readonly string[]>> = {
    same: [],
    swapped: [],
    'one-digit': [],
    'two-digits': ['The birth date is another one, with all digits but two the same.'],
    different: ['The birth date is another one.'],
    missing: ['The birth date was not said.'],
  };
  return { bits: weights.birthDate[level], reasons: sayings[level], doubts: doubts[level] };
}

/** Compares birth dates; a slip is one digit replaced or two neighbors swapped. */
export function compareBirthDates(left: CalendarDay | null, right: CalendarDay | null): BirthDateLevel {
  if (left === null || right === null) return 'missing';
  if (left === right) return 'same';
  const [leftYear, leftMonth, leftDay] = left.split('-');
  if (`${leftYear}-${leftDay}-${leftMonth}` === right) return 'swapped';
  const [first, second] = [left.replaceAll('-', ''), right.replaceAll('-', '')];
  const unlike = [...first].flatMap((digit, index) => (digit === second[index] ? [] : [index]));
  const [at = 0, next = 0] = unlike;
  const isNeighborSwap =
    unlike.length === 2 && next === at + 1 && first[at] === second[next] && first[next] === second[at];
  if (unlike.length === 1 || isNeighborSwap) return 'one-digit';
  return unlike.length === 2 ? 'two-digits' : 'different';
}

function judgeRest(left: PatientDescription, right: PatientDescription): Finding {
  const sex =
    left.sex === 'unknown' || right.sex === 'unknown' ? 'missing' : left.sex === right.sex ? 'same' : 'different';
  const middleName = compareInitials(left.middleName, right.middleName);
  const suffix = compareInitials(left.suffix, right.suffix);
  const postalCode = comparePostalCodes(left, right);
  const phone = compareSets(
    left.phones.map(({ number }) => toPhoneDigits(number)),
    right.phones.map(({ number }) => toPhoneDigits(number)),
  );
  const email = compareSets(left.emails.map(toLower), right.emails.map(toLower));
  return {
    bits:
      weights.sex[sex] +
      weights.middleName[middleName] +
      weights.suffix[suffix] +
      weights.postalCode[postalCode] +
      weights.phone[phone] +
      weights.email[email],
    reasons: [
      ...(postalCode === 'same' ? ['The postal code is the same.'] : []),
      ...(phone === 'same' ? ['A phone number is the same.'] : []),
      ...(email === 'same' ? ['An email address is the same.'] : []),
      ...(sex === 'different' ? ['The sex is recorded differently.'] : []),
    ],
    doubts: suffix === 'different' ? ['The suffix is another one, as of parent and child.'] : [],
  };
}

type Level = 'same' | 'different' | 'missing';

function compareInitials(left: string | null | undefined, right: string | null | undefined): Level {
  const [first, second] = [toParts(left ?? '').join(''), toParts(right ?? '').join('')];
  if (first === '' || second === '') return 'missing';
  const isInitial = first.length === 1 || second.length === 1;
  return first === second || (isInitial && first[0] === second[0]) ? 'same' : 'different';
}

function comparePostalCodes(left: PatientDescription, right: PatientDescription): Level | 'area' {
  const [first, second] = [listPostalCodes(left), listPostalCodes(right)];
  const level = compareSets(first, second);
  if (level !== 'different') return level;
  return compareSets(first.map(toArea), second.map(toArea)) === 'same' ? 'area' : 'different';
}

function listPostalCodes(described: PatientDescription): readonly string[] {
  return described.addresses.map(({ postalCode }) => postalCode.replace(/\s/g, '').toUpperCase().slice(0, 5));
}

function toArea(postalCode: string): string {
  return postalCode.slice(0, 3);
}

function compareSets(left: readonly string[], right: readonly string[]): Level {
  const [first, second] = [left.filter((value) => value !== ''), right.filter((value) => value !== '')];
  if (first.length === 0 || second.length === 0) return 'missing';
  return first.some((value) => second.includes(value)) ? 'same' : 'different';
}

function compareIdentifiers(
  left: readonly PatientIdentifier[],
  right: readonly PatientIdentifier[],
): { readonly finding: Finding; readonly sameRecordNumber: boolean } {
  const recordNumber = compareOfKind(left, right, (kind) => kind === 'MR');
  const other = compareOfKind(left, right, (kind) => kind !== 'MR');
  const finding = {
    bits: weights.recordNumber[recordNumber] + weights.otherIdentifier[other],
    reasons: [
      ...(recordNumber === 'same' ? ['The record number is the same.'] : []),
      ...(other === 'same' ? ['Another identifier is the same.'] : []),
    ],
    doubts: recordNumber === 'different' ? ['The same organization gave another record number.'] : [],
  };
  return { finding, sameRecordNumber: recordNumber === 'same' };
}

/** Identifiers are comparable when one organization gave both; one that agrees outweighs others that do not. */
function compareOfKind(
  left: readonly PatientIdentifier[],
  right: readonly PatientIdentifier[],
  isKind: (kind: string) => boolean,
): Level {
  let level: Level = 'missing';
  for (const first of left.filter(({ kind }) => isKind(kind.toUpperCase()))) {
    for (const second of right) {
      if (scopeOf(first) !== scopeOf(second)) continue;
      if (toPlain(first.value) === toPlain(second.value)) return 'same';
      level = 'different';
    }
  }
  return level;
}

function scopeOf({ kind, assigner }: PatientIdentifier): string {
  return `${toPlain(kind)}:${toPlain(assigner)}`;
}

function toPlain(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

function toLower(text: string): string {
  return text.trim().toLowerCase();
}
