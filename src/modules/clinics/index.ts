export { findClinicOf } from './actions/find-clinic.ts';
export { addClinic } from './actions/record-clinic.ts';
export { listClinics } from './clinic-store.ts';
export type { Clinic, ClinicId } from './domain/clinic.ts';
