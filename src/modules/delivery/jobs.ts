import type { FillId, TherapyId } from '../../kernel/ids.ts';
import { type Subscription, subscribe } from '../../platform/events/subscription.ts';
import { benefitsRecorded } from '../access/events.ts';
import { appointmentChanged } from '../clinics/events.ts';
import type { AppointmentId } from '../clinics/index.ts';
import { fillReturnedToStock, fillUnverified } from '../dispensing/events.ts';
import { followAppointment, followBenefits } from './actions/follow-appointment.ts';
import { unpackFill } from './actions/pack-delivery.ts';

const subscriber = 'delivery.unpack-what-may-not-leave';

/** Keeps what clinics need for therapies in step with their appointments. */
const followClinics = 'delivery.follow-clinics';

/**
 * What delivery hears: a fill that lost its verification or went back to the shelf is not in a box any more; an appointment, and what a
 * benefits check says of the clinic, set by when goods have to arrive.
 */
export const deliverySubscriptions: readonly Subscription[] = [
  subscribe(fillUnverified, subscriber, (tx, { payload }) =>
    unpackFill(tx, { fillId: payload.fillId as FillId, reasonCode: payload.reasonCode }),
  ),
  subscribe(fillReturnedToStock, subscriber, (tx, { payload }) =>
    unpackFill(tx, { fillId: payload.fillId as FillId, reasonCode: payload.reasonCode }),
  ),
  subscribe(appointmentChanged, followClinics, (tx, { payload }) =>
    followAppointment(tx, { appointmentId: payload.appointmentId as AppointmentId, change: payload.change }),
  ),
  subscribe(benefitsRecorded, followClinics, (tx, { payload }) => followBenefits(tx, payload.therapyId as TherapyId)),
];
