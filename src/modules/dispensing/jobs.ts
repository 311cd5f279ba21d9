import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { FillId, PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import { type Subscription, subscribe, type TimerAction } from '../../platform/events/subscription.ts';
import { claimPaid, claimReversed, claimTimeOutSettled } from '../claims/events.ts';
import { prescriptionCancelled } from '../prescriptions/events.ts';
import { refillWindowOpened } from '../therapies/events.ts';
import { billAfterTimeOut } from './actions/bill-again.ts';
import { stopFillsOf } from './actions/cancel-order.ts';
import { checkRenewal } from './actions/check-renewal.ts';
import { hearClaimLost, hearClaimPaid } from './actions/hear-claim.ts';
import { returnTimer, returnUncollected } from './actions/return-uncollected.ts';

/** What dispensing hears. */
export const dispensingSubscriptions: readonly Subscription[] = [
  subscribe(claimPaid, 'dispensing.go-on-when-paid', (tx, event) => hearClaimPaid(tx, event.payload.fillId as FillId)),
  subscribe(prescriptionCancelled, 'dispensing.stop-when-cancelled', (tx, event) =>
    stopFillsOf(tx, event.payload.prescriptionId as PrescriptionId),
  ),
  subscribe(claimReversed, 'dispensing.stop-when-reversed', (tx, event) =>
    hearClaimLost(tx, { claimId: event.payload.claimId, fillId: event.payload.fillId as FillId }),
  ),
  subscribe(claimTimeOutSettled, 'dispensing.bill-again-after-time-out', async (tx, { payload }) => {
    await billAfterTimeOut(tx, payload.fillId as FillId);
  }),
  subscribe(refillWindowOpened, 'dispensing.check-renewal', (tx, { payload }) =>
    checkRenewal(tx, payload.therapyId as TherapyId, payload.runOutOn as CalendarDay),
  ),
];

/** What dispensing does when its timers fall due. */
export const dispensingTimerActions: readonly TimerAction[] = [
  { kind: returnTimer, act: (tx, { subject }) => returnUncollected(tx, subject as FillId) },
];
