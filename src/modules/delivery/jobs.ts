import type { FillId } from '../../kernel/ids.ts';
import { type Subscription, subscribe } from '../../platform/events/subscription.ts';
import { fillReturnedToStock, fillUnverified } from '../dispensing/events.ts';
import { unpackFill } from './actions/pack-delivery.ts';

const subscriber = 'delivery.unpack-what-may-not-leave';

/** What delivery hears: a fill that lost its verification or went back to the shelf is not in a box any more. */
export const deliverySubscriptions: readonly Subscription[] = [
  subscribe(fillUnverified, subscriber, (tx, { payload }) =>
    unpackFill(tx, { fillId: payload.fillId as FillId, reasonCode: payload.reasonCode }),
  ),
  subscribe(fillReturnedToStock, subscriber, (tx, { payload }) =>
    unpackFill(tx, { fillId: payload.fillId as FillId, reasonCode: payload.reasonCode }),
  ),
];
