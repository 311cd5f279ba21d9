import type { Instant } from '../../../kernel/instant.ts';
import { computeWorkOrder, type OrderRules, type WorkFacts, type WorkOrder } from './work-order.ts';

/** In which of its two places an item keeps the order that is shown; the next one is made in the other. */
export type OrderPlace = 1 | 2;

/** The order that the queues of a tenant show, and the one that is being made beside it. */
export interface OrderState {
  readonly shown: OrderRules;
  readonly place: OrderPlace;
  readonly next: OrderRules | null;
}

/** Returns the place in which the next order is made. */
export function otherPlace(place: OrderPlace): OrderPlace {
  return place === 1 ? 2 : 1;
}

/** Computes what stands in both places of an item: the shown order, and beside it the next one while one is being made. */
export function computePlaces(
  state: OrderState,
  item: { readonly dueAt: Instant; readonly facts: WorkFacts },
): Readonly<Record<OrderPlace, WorkOrder>> {
  const shown = computeWorkOrder(state.shown, item);
  const beside = state.next === null ? shown : computeWorkOrder(state.next, item);
  return state.place === 1 ? { 1: shown, 2: beside } : { 1: beside, 2: shown };
}
