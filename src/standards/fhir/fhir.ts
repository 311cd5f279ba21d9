/** HL7 FHIR R4 in JSON: reading, checking, specialty enrollments, patient records and operation outcomes. */
export { type FhirAppointment, type FhirAppointments, isAppointmentMessage, readAppointments } from './appointment.ts';
export { type ChartSearch, composeChartQuery } from './chart-query.ts';
export type * from './clinical-facts.ts';

export type { FhirCoverage } from './coverage.ts';

export {
  type FilledForm,
  type FormItem,
  type FormItemValue,
  formTaskCodes,
  isFormAnswer,
  readFormAnswer,
} from './form-answer.ts';
export type { MedicationOrder } from './medication-order.ts';
export type { FhirMedicationRecord } from './medication-record.ts';
export type { FhirMessageHeader } from './message-header.ts';
export { toOperationOutcome } from './operation-outcome.ts';
export type { FhirPatient } from './patient.ts';
export { type PatientRecord, readPatientRecord } from './patient-record.ts';

export type { FhirPractitioner } from './provider.ts';
export { type FhirResource, readFhir } from './read-fhir.ts';
export { readSpecialtyEnrollment, type SpecialtyEnrollment } from './specialty-enrollment.ts';

export { createFhirValidator, type FhirValidator, validatorDefinitionFiles } from './validate-fhir.ts';
export {
  type Concept,
  codeSystems,
  findCode,
  labelOf,
} from './value-types.ts';
