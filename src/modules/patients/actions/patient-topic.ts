import type { PatientId } from '../../../kernel/ids.ts';

/** Names the live topic of everything that a patient's page shows. */
export function topicOfPatient(patientId: PatientId): string {
  return `patient:${patientId}`;
}
