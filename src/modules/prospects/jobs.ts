import type { PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import { type Subscription, subscribe } from '../../platform/events/subscription.ts';
import { appointmentChanged } from '../clinics/events.ts';
import type { AppointmentId } from '../clinics/index.ts';
import { prescriptionAccepted } from '../prescriptions/events.ts';
import { followAppointment } from './actions/follow-appointment.ts';
import { joinOrder } from './actions/settle-prospect.ts';

/** What prospects hear: appointments, by which they are found, and accepted orders, which they were waiting for. */
export const prospectsSubscriptions: readonly Subscription[] = [
  subscribe(appointmentChanged, 'prospects.follow-appointment', (tx, { payload }) =>
    followAppointment(tx, payload.appointmentId as AppointmentId),
  ),
  subscribe(prescriptionAccepted, 'prospects.join-order', (tx, { payload }) =>
    joinOrder(tx, {
      prescriptionId: payload.prescriptionId as PrescriptionId,
      therapyId: payload.therapyId as TherapyId,
    }),
  ),
];
