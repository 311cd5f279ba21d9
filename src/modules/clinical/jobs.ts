import type { PrescriptionId } from '../../kernel/ids.ts';
import { type Subscription, subscribe } from '../../platform/events/subscription.ts';
import { prescriptionAccepted, prescriptionMoved } from '../prescriptions/events.ts';
import { hearPrescriptionMoved, screenOnAcceptance } from './actions/verify-prescription.ts';

/** What clinical work hears. */
export const clinicalSubscriptions: readonly Subscription[] = [
  subscribe(prescriptionAccepted, 'clinical.screen-accepted-prescription', (tx, event) =>
    screenOnAcceptance(tx, event.payload.prescriptionId as PrescriptionId),
  ),
  subscribe(prescriptionMoved, 'clinical.unverify-moved-prescription', (tx, event) =>
    hearPrescriptionMoved(tx, event.payload.prescriptionId as PrescriptionId),
  ),
];
