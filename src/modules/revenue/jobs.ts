import { type Subscription, subscribe, type TimerAction } from '../../platform/events/subscription.ts';
import * as access from '../access/events.ts';
import * as claims from '../claims/events.ts';
import { listClaimsWithSteps } from '../claims/index.ts';
import * as delivery from '../delivery/events.ts';
import * as dispensing from '../dispensing/events.ts';
import * as refunds from '../refunds/events.ts';
import * as remittance from '../remittance/events.ts';
import {
  lookAtAdjustments,
  lookAtClaims,
  lookAtEverything,
  lookAtFills,
  lookAtTherapies,
  lookTimer,
  setNextLook,
} from './actions/look-for-risks.ts';
import { postFills } from './actions/post-claims.ts';
import { postPayment } from './actions/post-payment.ts';

/** Posts what happens to claims and payments; every cause is posted once. */
const keepLedger = 'revenue.keep-ledger';

const fillFacts = [
  claims.claimPaid,
  claims.claimRejected,
  claims.claimReversed,
  claims.laterPayerAnswered,
  dispensing.fillReturnedToStock,
  delivery.deliveryShipped,
  delivery.deliveryDelivered,
  refunds.refundChanged,
] as const;

/** What this module hears of others. */
export const revenueSubscriptions: readonly Subscription[] = [
  ...fillFacts.map((fact) =>
    subscribe(fact, keepLedger, async (tx, { payload }) => {
      if (payload.fillId === null) return;
      await postFills(tx, [payload.fillId]);
      await lookAtFills(tx, [payload.fillId]);
      await setNextLook(tx);
    }),
  ),
  ...[remittance.paymentPosted, remittance.lineMatched, remittance.depositEntered].map((fact) =>
    subscribe(fact, keepLedger, async (tx, { payload }) => {
      const claimIds = await postPayment(tx, payload.paymentId);
      const paid = await listClaimsWithSteps(tx, { claimIds });
      await lookAtClaims(tx, await listClaimsWithSteps(tx, { fillIds: paid.map(({ fillId }) => fillId) }));
      await lookAtAdjustments(tx, payload.paymentId);
      await setNextLook(tx);
    }),
  ),
  ...[access.authorizationRecorded, access.benefitsRecorded].map((fact) =>
    subscribe(fact, keepLedger, (tx, { payload }) => lookAtTherapies(tx, [payload.therapyId])),
  ),
];

/** What happens when a wait of this module is over. */
export const revenueTimerActions: readonly TimerAction[] = [{ kind: lookTimer, act: (tx) => lookAtEverything(tx) }];
