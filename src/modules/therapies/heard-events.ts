import type { EventKind, PayloadOf } from '../../kernel/domain-event.ts';
import * as access from '../access/events.ts';
import * as claims from '../claims/events.ts';
import * as clinical from '../clinical/events.ts';
import * as delivery from '../delivery/events.ts';
import * as dispensing from '../dispensing/events.ts';
import * as prescriptions from '../prescriptions/events.ts';
import { clinicFacts } from './domain/clinic-facts.ts';
import {
  accessFacts,
  claimFacts,
  clinicalFacts,
  deliveryFacts,
  fillFacts,
  type HeardFact,
  prescriptionFacts,
} from './domain/heard-facts.ts';

/** An announced kind of fact with its translation into the words of the journey. */
export interface HeardKind {
  readonly kind: EventKind;
  translate(payload: unknown): HeardFact;
}

/** Every announced fact that moves a therapy. */
export const heardKinds: readonly HeardKind[] = [
  heard(prescriptions.prescriptionAccepted, prescriptionFacts.accepted),
  heard(prescriptions.prescriptionCancelled, prescriptionFacts.cancelled),
  heard(access.enrolmentRecorded, accessFacts.enrolment),
  heard(access.benefitsRecorded, accessFacts.benefits),
  heard(access.authorizationRecorded, accessFacts.authorization),
  heard(access.assistanceRecorded, accessFacts.assistance),
  heard(clinical.startReviewRecorded, clinicalFacts.startReview),
  heard(clinical.prescriptionVerified, clinicalFacts.verified),
  heard(clinical.prescriptionUnverified, clinicalFacts.unverified),
  heard(clinical.startConfirmed, clinicalFacts.startConfirmed),
  heard(clinical.monitoringRecorded, clinicalFacts.monitoring),
  heard(clinical.refillCallRecorded, clinicalFacts.refillCall),
  heard(clinical.refillReviewed, clinicalFacts.refillReviewed),
  heard(clinical.runOutMoved, clinicalFacts.runOutMoved),
  heard(claims.claimPaid, claimFacts.paid),
  heard(claims.claimRejected, claimFacts.rejected),
  heard(claims.claimReversed, claimFacts.reversed),
  heard(dispensing.fillClaimLost, claimFacts.lost),
  heard(dispensing.fillOpened, fillFacts.opened),
  heard(dispensing.fillFilled, fillFacts.filled),
  heard(dispensing.fillVerified, fillFacts.verified),
  heard(dispensing.fillUnverified, fillFacts.unverified),
  heard(dispensing.fillCancelled, fillFacts.cancelled),
  heard(dispensing.fillReturnedToStock, fillFacts.returnedToStock),
  heard(dispensing.prescriptionUsedUp, prescriptionFacts.usedUp),
  heard(delivery.deliveryScheduled, deliveryFacts.scheduled),
  heard(delivery.deliveryCancelled, deliveryFacts.cancelled),
  heard(delivery.deliveryShipped, deliveryFacts.shipped),
  heard(delivery.deliveryDelivered, deliveryFacts.delivered),
  heard(delivery.deliveryException, deliveryFacts.exception),
  heard(delivery.deliveryReturned, deliveryFacts.returned),
  heard(delivery.clinicAppointmentChanged, clinicFacts.appointment),
  heard(delivery.clinicReached, clinicFacts.reached),
  heard(delivery.clinicReceived, clinicFacts.received),
];

const byType = new Map(heardKinds.map((heardKind) => [heardKind.kind.type, heardKind]));

/** Translates an announced fact as the journey hears it. */
export function translateAnnounced<Kind extends EventKind>(kind: Kind, payload: PayloadOf<Kind>): HeardFact {
  const found = byType.get(kind.type);
  if (found === undefined) throw new Error(`no therapy hears of ${kind.type}`);
  return found.translate(payload);
}

function heard<Kind extends EventKind>(kind: Kind, translate: (payload: PayloadOf<Kind>) => HeardFact): HeardKind {
  return { kind, translate: (payload) => translate(payload as PayloadOf<Kind>) };
}
