import type { FillId, PrescriptionId } from '../../kernel/ids.ts';
import { type Subscription, subscribe } from '../../platform/events/subscription.ts';
import { claimPaid, claimReversed } from '../claims/events.ts';
import { prescriptionCancelled } from '../prescriptions/events.ts';
import { stopFillsOf } from './actions/cancel-order.ts';
import { hearClaimLost, hearClaimPaid } from './actions/hear-claim.ts';

/** What dispensing hears. */
export const dispensingSubscriptions: readonly Subscription[] = [
  subscribe(claimPaid, 'dispensing.go-on-when-paid', (tx, event) => hearClaimPaid(tx, event.payload.fillId as FillId)),
  subscribe(prescriptionCancelled, 'dispensing.stop-when-cancelled', (tx, event) =>
    stopFillsOf(tx, event.payload.prescriptionId as PrescriptionId),
  ),
  subscribe(claimReversed, 'dispensing.stop-when-reversed', (tx, event) =>
    hearClaimLost(tx, { claimId: event.payload.claimId, fillId: event.payload.fillId as FillId }),
  ),
];
