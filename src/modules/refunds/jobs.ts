import { type Subscription, subscribe } from '../../platform/events/subscription.ts';
import * as remittance from '../remittance/events.ts';
import { takeReceipts } from './actions/take-receipts.ts';

/** What this module hears of others: payments of the facilitator, and lines of them that a person matched. */
export const refundsSubscriptions: readonly Subscription[] = [remittance.paymentPosted, remittance.lineMatched].map(
  (fact) => subscribe(fact, 'refunds.take-receipts', (tx, { payload }) => takeReceipts(tx, payload.paymentId)),
);
