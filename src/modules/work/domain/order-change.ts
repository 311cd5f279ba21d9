import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { workRefusals } from '../refusals.ts';
import { type OrderRules, type OrderWeights, orderRuleCodes, orderRules } from './work-order.ts';

/** Thirty days: a rule that moves work further than that hides its due time. */
const mostMinutes = 43_200;

/** A version of the rules with its history. */
export interface OrderVersion extends OrderRules {
  readonly effectiveFrom: Instant;
  readonly shownAt: Instant | null;
  readonly withdrawnAt: Instant | null;
}

/** Decides whether new weights may become the next version of the order, effective from an instant. */
export function decideOrderChange(
  asked: { readonly weights: OrderWeights; readonly effectiveFrom: Instant | null; readonly expectedVersion: number },
  known: {
    readonly shown: OrderRules;
    readonly pending: OrderVersion | null;
    readonly last: number;
    readonly now: Instant;
  },
): Result<OrderVersion> {
  if (known.pending !== null) return refuse(workRefusals.orderChangePending, { version: known.pending.version });
  if (known.shown.version !== asked.expectedVersion) return refuse(workRefusals.orderChanged);
  if (!arePlausible(asked.weights)) return refuse(workRefusals.weightsImplausible);
  if (orderRuleCodes.every((code) => isSame(known.shown.weights[code], asked.weights[code])))
    return refuse(workRefusals.orderUnchanged);
  const { effectiveFrom } = asked;
  if (effectiveFrom !== null && effectiveFrom < known.now) return refuse(workRefusals.orderInThePast);
  return ok({
    version: known.last + 1,
    weights: asked.weights,
    effectiveFrom: effectiveFrom ?? known.now,
    shownAt: null,
    withdrawnAt: null,
  });
}

/** Tells whether weights can order work at all. */
export function arePlausible(weights: OrderWeights): boolean {
  return orderRuleCodes.every((code) => isPlausible(code, weights));
}

function isPlausible(code: (typeof orderRuleCodes)[number], weights: OrderWeights): boolean {
  const { minutes, least } = weights[code];
  if (!Number.isSafeInteger(minutes) || minutes < 0 || minutes > mostMinutes) return false;
  const asksForLeast = 'leastUnit' in orderRules[code];
  return asksForLeast ? least !== null && Number.isSafeInteger(least) && least >= 0 : least === null;
}

function isSame(one: OrderWeights[keyof OrderWeights], other: OrderWeights[keyof OrderWeights]): boolean {
  return one.isOn === other.isOn && one.minutes === other.minutes && one.least === other.least;
}

/** An open item with where it stands now and where it would stand. */
export interface PlacedItem {
  readonly itemId: string;
  readonly before: Instant;
  readonly after: Instant;
}

/** How a queue would change: which rows move up or down, how far at most, and its top as it would be. */
export interface OrderEffect {
  readonly open: number;
  readonly up: number;
  readonly down: number;
  readonly mostUp: number;
  readonly mostDown: number;
  readonly top: readonly { readonly itemId: string; readonly rankNow: number; readonly rankThen: number }[];
}

/** Computes how the places of all items of one queue would change, with its first rows as they would stand. */
export function computeOrderEffect(items: readonly PlacedItem[], topRows: number): OrderEffect {
  const rankNow = new Map(sortBy(items, 'before').map(({ itemId }, index) => [itemId, index + 1]));
  const ranked = sortBy(items, 'after').map(({ itemId }, index) => {
    return { itemId, rankNow: rankNow.get(itemId) ?? 0, rankThen: index + 1 };
  });
  const moves = ranked.map((each) => each.rankNow - each.rankThen);
  return {
    open: items.length,
    up: moves.filter((move) => move > 0).length,
    down: moves.filter((move) => move < 0).length,
    mostUp: moves.reduce((most, move) => Math.max(most, move), 0),
    mostDown: moves.reduce((most, move) => Math.max(most, -move), 0),
    top: ranked.slice(0, topRows),
  };
}

function sortBy(items: readonly PlacedItem[], at: 'before' | 'after'): readonly PlacedItem[] {
  return items.toSorted((left, right) => compare(left[at], right[at]) || compare(left.itemId, right.itemId));
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
