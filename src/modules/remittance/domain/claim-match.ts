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
  const byPrescription = groupBy(adjudicated, (claim) => composeKey(claim.rxNumber, claim.serviceOn));
  const byAuthorization = groupBy(adjudicated, ({ authorizationNumber }) => authorizationNumber?.trim() || null);
  const reversals = new ReversalPairs();
  return remitted.map((line, index) => {
    const reversalOf = reversals.pair(line, index);
    const number = line.payerClaimNumber.trim();
    const ofRx = byPrescription.get(composeKey(line.rxNumber, line.serviceOn) ?? '') ?? [];
    const byRx = choose(ofRx, { line, toleranceCents });
    if (byRx !== null) return { claim: byRx, key: 'prescription', reversalOf };
    const byNumber = choose(byAuthorization.get(number) ?? [], { line, toleranceCents });
    return { claim: byNumber, key: byNumber === null ? null : 'authorization', reversalOf };
  });
}

/** Compares prescription numbers as pharmacies and payers write them: without leading zeros. */
export function normalizeRxNumber(rxNumber: string): string {
  return rxNumber.trim().replace(/^0+(?=.)/, '');
}

function composeKey(rxNumber: string, serviceOn: CalendarDay | null): string | null {
  const number = normalizeRxNumber(rxNumber);
  return serviceOn === null || number === '' ? null : `${number} ${serviceOn}`;
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

/** Pairs the lines that take back with the payments that they take back, and corrections with what they correct. */
class ReversalPairs {
  readonly #payments = new Map<string, number[]>();
  readonly #reversals = new Map<string, number[]>();

  pair(line: RemittedClaim, index: number): number | null {
    const key = `${normalizeRxNumber(line.rxNumber)} ${line.serviceOn ?? ''}`;
    const isReversal = line.statusCode === reversalStatus;
    const [own, others] = isReversal ? [this.#reversals, this.#payments] : [this.#payments, this.#reversals];
    own.set(key, [...(own.get(key) ?? []), index]);
    return others.get(key)?.pop() ?? null;
  }
}

function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | null,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
