import type { Id, PatientId, PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import { type Subscription, subscribe, type TimerAction } from '../../platform/events/subscription.ts';
import * as access from '../access/events.ts';
import * as claims from '../claims/events.ts';
import * as delivery from '../delivery/events.ts';
import * as patients from '../patients/events.ts';
import * as prescriptions from '../prescriptions/events.ts';
import * as therapies from '../therapies/events.ts';
import {
  followCoverage,
  followPatients,
  followPrescription,
  followStanding,
  followSupply,
} from './actions/follow-therapies.ts';
import { learnCycles, learningTimer } from './actions/learn-cycles.ts';
import { fallOverdue, firstFillTimer } from './actions/watch-first-fills.ts';

/** Keeps where therapies stand and who stands around them; it moves nothing. */
const followTherapies = 'flow.follow-therapies';

/** After which facts of benefits, claims, deliveries and appointments the order of a therapy's work may follow from something else. */
const supplyFacts = [
  claims.claimPaid,
  claims.claimRejected,
  claims.claimReversed,
  delivery.deliveryScheduled,
  delivery.deliveryShipped,
  delivery.deliveryDelivered,
  delivery.deliveryException,
  delivery.deliveryReturned,
  delivery.deliveryCancelled,
  delivery.clinicAppointmentChanged,
  access.benefitsRecorded,
] as const;

/** What this module hears of others. */
export const flowSubscriptions: readonly Subscription[] = [
  ...supplyFacts.map((fact) =>
    subscribe(fact, followTherapies, (tx, { payload }) => followSupply(tx, payload.therapyId as TherapyId)),
  ),
  subscribe(therapies.standingChanged, followTherapies, (tx, { payload }) =>
    followStanding(tx, payload.therapyId as TherapyId),
  ),
  subscribe(prescriptions.prescriptionAccepted, followTherapies, (tx, { payload }) =>
    followPrescription(tx, {
      therapyId: payload.therapyId as TherapyId,
      prescriptionId: payload.prescriptionId as PrescriptionId,
      prescriberId: payload.prescriberId as Id<'prescriber'> | null,
    }),
  ),
  ...[patients.demographicsChanged, patients.contactPreferenceRecorded].map((fact) =>
    subscribe(fact, followTherapies, (tx, { payload }) => followPatients(tx, [payload.patientId as PatientId])),
  ),
  ...[patients.patientsMerged, patients.patientsUnmerged].map((fact) =>
    subscribe(fact, followTherapies, (tx, { payload }) =>
      followPatients(tx, [payload.survivorId as PatientId, payload.patientId as PatientId]),
    ),
  ),
  subscribe(patients.coverageRecorded, followTherapies, (tx, { payload }) =>
    followCoverage(tx, payload.patientId as PatientId),
  ),
];

/** What happens when a wait of this module is over. */
export const flowTimerActions: readonly TimerAction[] = [
  { kind: learningTimer, act: (tx) => learnCycles(tx) },
  { kind: firstFillTimer, act: (tx, timer) => fallOverdue(tx, timer.subject as TherapyId) },
];
