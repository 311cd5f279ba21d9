import type { PrescriptionId } from '../../kernel/ids.ts';
import { type Subscription, subscribe } from '../../platform/events/subscription.ts';
import { deliveryDelivered, deliveryReturned } from '../delivery/events.ts';
import { fillVerified } from '../dispensing/events.ts';
import { prescriptionAccepted, prescriptionMoved } from '../prescriptions/events.ts';
import { followDelivery, followReturn, followVerifiedFill } from './actions/follow-supply.ts';
import { hearPrescriptionMoved, screenOnAcceptance } from './actions/verify-prescription.ts';

/** One subscriber hears of supplies, in their order for each therapy. */
const followSupply = 'clinical.follow-supply';

/** What clinical work hears. */
export const clinicalSubscriptions: readonly Subscription[] = [
  subscribe(prescriptionAccepted, 'clinical.screen-accepted-prescription', (tx, event) =>
    screenOnAcceptance(tx, event.payload.prescriptionId as PrescriptionId),
  ),
  subscribe(prescriptionMoved, 'clinical.unverify-moved-prescription', (tx, event) =>
    hearPrescriptionMoved(tx, event.payload.prescriptionId as PrescriptionId),
  ),
  subscribe(fillVerified, followSupply, (tx, { payload }) => followVerifiedFill(tx, payload)),
  subscribe(deliveryDelivered, followSupply, (tx, { payload }) => followDelivery(tx, payload)),
  subscribe(deliveryReturned, followSupply, (tx, { payload }) => followReturn(tx, payload)),
];
