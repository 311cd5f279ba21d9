import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Cents } from '../../../kernel/money.ts';
import { type RemittedClaim, reversalStatus } from './payment.ts';

/** A claim as it was adjudicated: what the payer agreed to pay. */
export interface AdjudicatedClaim {
  readonly id: string;
  readonly rxNumber: string;
  readonly serviceOn: CalendarDay;
  readonly authorizationNumber: string | null;
  readonly expectedCents: Cents;
  /** Whether the pharmacy itself took the claim back. */
  readonly isReversed: boolean;
}

/** By which key a remitted claim was found. */
export type MatchKey = 'prescription' | 'authorization';

/** The claim that a remitted one belongs to; null when there is none or several stand equal: it waits for a person. */
export interface ClaimMatch {
  readonly claim: AdjudicatedClaim | null;
  readonly key: MatchKey | null;
  /** The remitted claim of the same payment that this one takes back, or that it corrects; by its place in the list. */
  readonly reversalOf: number | null;
}

/**
 * Matches remitted claims to adjudicated ones: by prescription number, leading zeros ignored, and date of service; then by
 * the payer's claim number, which is the authorization number of the adjudication. Of several claims with the same key, the
 * one with the same authorization number counts, then the one whose amount agrees within the tolerance, if it is the only one.
 */
export function matchClaims(
  remitted: readonly RemittedClaim[],
  adjudicated: readonly AdjudicatedClaim[],
  toleranceCents: number,
): readonly ClaimMatch[] {
  const byPrescription = new ClaimChains(adjudicated, ({ rxNumber }) => readKey(rxNumber));
  const reversals = pairReversals(remitted);
  const matches = remitted.map((line, index): ClaimMatch => {
    const candidates = listByPrescription(byPrescription, line);
    const claim = choose(candidates, { line, toleranceCents });
    return { claim, key: claim === null ? null : 'prescription', reversalOf: reversals.get(index) ?? null };
  });
  return matchByAuthorization({ remitted, adjudicated, matches, toleranceCents });
}

/** Compares prescription numbers as pharmacies and payers write them: without leading zeros. */
export function normalizeRxNumber(rxNumber: string): string {
  const text = rxNumber.trim();
  let at = 0;
  while (text.charCodeAt(at) === zero && at < text.length - 1) at += 1;
  return at === 0 ? text : text.slice(at);
}

const zero = 48;
const nine = 57;

/** Numbers are quicker to look up than texts, and lose their leading zeros by themselves. */
function readKey(rxNumber: string): number | string {
  let number = 0;
  for (let at = 0; at < rxNumber.length; at += 1) {
    const code = rxNumber.charCodeAt(at);
    if (code < zero || code > nine || number > 1e14) return normalizeRxNumber(rxNumber);
    number = number * 10 + code - zero;
  }
  return rxNumber === '' ? '' : number;
}

/** Claims by a key, chained by their places in the list: a million of them cost one map and one array of numbers. */
class ClaimChains {
  readonly #claims: readonly AdjudicatedClaim[];
  readonly #lastPlaces = new Map<number | string, number>();
  readonly #placesBefore: Int32Array;

  constructor(claims: readonly AdjudicatedClaim[], keyOf: (claim: AdjudicatedClaim) => number | string) {
    this.#claims = claims;
    this.#placesBefore = new Int32Array(claims.length);
    for (const [place, claim] of claims.entries()) {
      const key = keyOf(claim);
      this.#placesBefore[place] = this.#lastPlaces.get(key) ?? -1;
      this.#lastPlaces.set(key, place);
    }
  }

  list(key: number | string, fits: (claim: AdjudicatedClaim) => boolean): readonly AdjudicatedClaim[] {
    const found: AdjudicatedClaim[] = [];
    for (let place = this.#lastPlaces.get(key) ?? -1; place >= 0; place = this.#placesBefore[place] ?? -1) {
      const claim = this.#claims[place];
      if (claim !== undefined && fits(claim)) found.push(claim);
    }
    return found;
  }
}

function listByPrescription(claims: ClaimChains, line: RemittedClaim): readonly AdjudicatedClaim[] {
  const key = readKey(line.rxNumber);
  if (key === '' || line.serviceOn === null) return [];
  return claims.list(key, ({ serviceOn }) => serviceOn === line.serviceOn);
}

/** Looks for what has no claim yet by the payer's claim number. These are few: only the claims that they name are gathered. */
function matchByAuthorization(of: {
  readonly remitted: readonly RemittedClaim[];
  readonly adjudicated: readonly AdjudicatedClaim[];
  readonly matches: readonly ClaimMatch[];
  readonly toleranceCents: number;
}): readonly ClaimMatch[] {
  const { remitted, matches, toleranceCents } = of;
  const numberOf = (line: RemittedClaim | undefined): string => line?.payerClaimNumber.trim() ?? '';
  const wanted = new Set(matches.flatMap(({ claim }, index) => (claim === null ? [numberOf(remitted[index])] : [])));
  wanted.delete('');
  if (wanted.size === 0) return matches;
  const named = of.adjudicated.filter(({ authorizationNumber }) => wanted.has(authorizationNumber?.trim() ?? ''));
  const byNumber = new ClaimChains(named, ({ authorizationNumber }) => authorizationNumber?.trim() ?? '');
  return matches.map((match, index): ClaimMatch => {
    const line = remitted[index];
    if (match.claim !== null || line === undefined) return match;
    const claim = choose(
      byNumber.list(numberOf(line), () => true),
      { line, toleranceCents },
    );
    return claim === null ? match : { ...match, claim, key: 'authorization' };
  });
}

function choose(
  candidates: readonly AdjudicatedClaim[],
  of: { readonly line: RemittedClaim; readonly toleranceCents: number },
): AdjudicatedClaim | null {
  if (candidates.length < 2) return candidates[0] ?? null;
  const { payerClaimNumber, paidCents } = of.line;
  const sameNumber = candidates.filter(
    ({ authorizationNumber }) => authorizationNumber?.trim() === payerClaimNumber.trim(),
  );
  if (sameNumber.length === 1) return sameNumber[0] ?? null;
  const among = sameNumber.length > 0 ? sameNumber : candidates;
  // A take-back belongs to the claim that was taken back, a payment to the one that stands.
  const standing = among.filter(({ isReversed }) => isReversed === (of.line.statusCode === reversalStatus));
  if (standing.length === 1) return standing[0] ?? null;
  const sameAmount = among.filter(
    ({ expectedCents }) => Math.abs(expectedCents - Math.abs(paidCents)) <= of.toleranceCents,
  );
  return sameAmount.length === 1 ? (sameAmount[0] ?? null) : null;
}

/**
 * Pairs the lines that take back with the payments that they take back, and corrections with what they correct: the last before
 * them of the same prescription and day or, where the payer names none, of the same payer's claim number.
 */
function pairReversals(remitted: readonly RemittedClaim[]): ReadonlyMap<number, number> {
  const takenBack = new Set(remitted.filter(({ statusCode }) => statusCode === reversalStatus).map(nameSubject));
  const pairs = new Map<number, number>();
  if (takenBack.size === 0) return pairs;
  const open = new Map<string, { readonly payments: number[]; readonly reversals: number[] }>();
  for (const [index, line] of remitted.entries()) {
    const subject = nameSubject(line);
    if (subject === null || !takenBack.has(subject)) continue;
    const { payments, reversals } = open.get(subject) ?? { payments: [], reversals: [] };
    open.set(subject, { payments, reversals });
    const isReversal = line.statusCode === reversalStatus;
    const answered = (isReversal ? payments : reversals).pop();
    if (answered !== undefined) pairs.set(index, answered);
    (isReversal ? reversals : payments).push(index);
  }
  return pairs;
}

function nameSubject(line: RemittedClaim): string | null {
  const number = normalizeRxNumber(line.rxNumber);
  if (number !== '' && line.serviceOn !== null) return `${number} ${line.serviceOn}`;
  const payerNumber = line.payerClaimNumber.trim();
  return payerNumber === '' ? null : `payer ${payerNumber}`;
}
