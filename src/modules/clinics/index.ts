export { findClinicOf } from './actions/find-clinic.ts';
export { recordAppointment, treatsDiagnosis } from './actions/record-appointment.ts';
export { addClinic } from './actions/record-clinic.ts';
export { findAppointment, listComingAppointments } from './appointment-store.ts';
export { listClinics } from './clinic-store.ts';
export type { Appointment, AppointmentId, AppointmentNews } from './domain/appointment.ts';
export type { Clinic, ClinicId } from './domain/clinic.ts';
export { assumedReceiving, computeNeedBy, receivesOn } from './domain/receiving.ts';
