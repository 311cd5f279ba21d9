import type { PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import { type Subscription, subscribe } from '../../platform/events/subscription.ts';
import { appointmentChanged } from '../clinics/events.ts';
import type { AppointmentId } from '../clinics/index.ts';
import { prescriptionAccepted } from '../prescriptions/events.ts';
import { findPrescribed } from '../prescriptions/index.ts';
import { getDrug } from '../reference/index.ts';
import { followAppointment } from './actions/follow-appointment.ts';
import { joinOrder } from './actions/settle-prospect.ts';

/** What prospects hear: appointments, by which they are found, and accepted orders, which they were waiting for. */
export const prospectsSubscriptions: readonly Subscription[] = [
  subscribe(appointmentChanged, 'prospects.follow-appointment', (tx, { payload }) =>
    followAppointment(tx, payload.appointmentId as AppointmentId),
  ),
  subscribe(prescriptionAccepted, 'prospects.join-order', async (tx, { payload }) => {
    const prescriptionId = payload.prescriptionId as PrescriptionId;
    const prescribed = await findPrescribed(tx, prescriptionId);
    if (prescribed === null) return;
    const { programme } = await getDrug(tx, prescribed.drugId);
    await joinOrder(tx, {
      ...{ patientId: prescribed.patientId, diseaseState: programme },
      ...{ prescriptionId, therapyId: payload.therapyId as TherapyId },
    });
  }),
];
