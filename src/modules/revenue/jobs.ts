import { type Subscription, subscribe } from '../../platform/events/subscription.ts';
import * as claims from '../claims/events.ts';
import * as delivery from '../delivery/events.ts';
import * as dispensing from '../dispensing/events.ts';
import * as remittance from '../remittance/events.ts';
import { postFills } from './actions/post-claims.ts';
import { postPayment } from './actions/post-payment.ts';

/** Posts what happens to claims and payments; every cause is posted once. */
const keepLedger = 'revenue.keep-ledger';

const fillFacts = [
  claims.claimPaid,
  claims.claimRejected,
  claims.claimReversed,
  dispensing.fillReturnedToStock,
  delivery.deliveryShipped,
  delivery.deliveryDelivered,
] as const;

/** What this module hears of others. */
export const revenueSubscriptions: readonly Subscription[] = [
  ...fillFacts.map((fact) =>
    subscribe(fact, keepLedger, async (tx, { payload }) => {
      if (payload.fillId !== null) await postFills(tx, [payload.fillId]);
    }),
  ),
  ...[remittance.paymentPosted, remittance.lineMatched, remittance.depositEntered].map((fact) =>
    subscribe(fact, keepLedger, async (tx, { payload }) => {
      await postPayment(tx, payload.paymentId);
    }),
  ),
];
