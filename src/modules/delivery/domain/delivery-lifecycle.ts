import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { deliveryRefusals } from '../refusals.ts';
import type { ShipmentStatus } from './shipment-event.ts';

/** Where a delivery stands. */
export type DeliveryState =
  | 'scheduled'
  | 'packed'
  | 'handed-over'
  | 'in-transit'
  | 'out-for-delivery'
  | 'at-clinic'
  | 'delivered'
  | 'exception'
  | 'returned'
  | 'lost'
  | 'cancelled';

/** What is done to a delivery in the pharmacy, and what is reported of it once it left. */
export type DeliveryStep =
  | 'reschedule'
  | 'pack'
  | 'unpack'
  | 'hand-over'
  | 'cancel'
  | 'report'
  | 'receive'
  | 'settle-return';

/** The one table of what may follow what. Where a report leads is told by the events of the shipment. */
const transitions: Readonly<Record<DeliveryState, Partial<Record<DeliveryStep, DeliveryState>>>> = {
  scheduled: { reschedule: 'scheduled', pack: 'packed', cancel: 'cancelled' },
  packed: { reschedule: 'scheduled', unpack: 'scheduled', 'hand-over': 'handed-over', cancel: 'cancelled' },
  'handed-over': { report: 'handed-over', receive: 'handed-over' },
  'in-transit': { report: 'in-transit', receive: 'in-transit' },
  'out-for-delivery': { report: 'out-for-delivery', receive: 'out-for-delivery' },
  'at-clinic': { report: 'at-clinic', receive: 'at-clinic' },
  delivered: { report: 'delivered' },
  exception: { report: 'exception', receive: 'exception' },
  returned: { report: 'returned', 'settle-return': 'returned' },
  lost: { report: 'lost' },
  cancelled: {},
};

/** Decides the next state of a delivery. Refuses a step that its state does not allow. */
export function decideDeliveryStep(state: DeliveryState, step: DeliveryStep): Result<DeliveryState> {
  const next = transitions[state][step];
  return next === undefined ? refuse(deliveryRefusals.stepNotAllowed, { state, step }) : ok(next);
}

/** Tells whether a delivery has left the pharmacy. */
export function hasLeft(state: DeliveryState): boolean {
  return transitions[state].report !== undefined;
}

/** States in which a delivery that was agreed is still to reach whom it is for. */
const stillToArrive: ReadonlySet<string> = new Set<DeliveryState>([
  'scheduled',
  'packed',
  'handed-over',
  'in-transit',
  'out-for-delivery',
  'at-clinic',
  'exception',
]);

/** Tells whether a delivery that was agreed is still to reach whom it is for. */
export function isStillToArrive(state: string): boolean {
  return stillToArrive.has(state);
}

/** What each report says about where the package is; a label alone moves nothing. */
const states: Readonly<Record<ShipmentStatus, DeliveryState>> = {
  'label-made': 'handed-over',
  'picked-up': 'handed-over',
  'in-transit': 'in-transit',
  'out-for-delivery': 'out-for-delivery',
  delivered: 'delivered',
  exception: 'exception',
  returned: 'returned',
  lost: 'lost',
};

/**
 * Names the state of a package that left, by the report that counts. What a courier left at a clinic is delivered only once the clinic's
 * hand-over is recorded.
 */
export function toDeliveryState(
  status: ShipmentStatus,
  place: { readonly awaitsReceipt: boolean } = { awaitsReceipt: false },
): DeliveryState {
  return status === 'delivered' && place.awaitsReceipt ? 'at-clinic' : states[status];
}
