import { Type } from 'typebox';
import { declareEvent } from '../../kernel/domain-event.ts';

/** An appointment was booked, moved, cancelled or missed. The ordering key is the patient. */
export const appointmentChanged = declareEvent({
  type: 'clinics.appointment-changed',
  version: 1,
  sentence: 'An appointment at a clinic was booked, moved, cancelled or missed.',
  payload: Type.Object({ appointmentId: Type.String(), patientId: Type.String(), change: Type.String() }),
});
