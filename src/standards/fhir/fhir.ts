/** HL7 FHIR R4 in JSON: reading, checking, specialty enrollments, patient records and operation outcomes. */
export type * from './clinical-facts.ts';
export type { FhirConsent, FhirTask } from './consent-and-task.ts';
export type { FhirCoverage } from './coverage.ts';
export type { FhirDosage, FhirTiming } from './dosage.ts';
export type { FhirDrug } from './drug.ts';
export type { MedicationOrder, OrderedQuantity } from './medication-order.ts';
export type { FhirMedicationRecord } from './medication-record.ts';
export type { FhirMessageHeader, SenderIssue } from './message-header.ts';
export { toOperationOutcome, toRefusalOutcome } from './operation-outcome.ts';
export type { FhirPatient } from './patient.ts';
export { type ClaimPayer, type PatientRecord, readPatientRecord } from './patient-record.ts';
export type { ContactPoint, PersonName, PostalAddress } from './person.ts';
export type { FhirOrganization, FhirPractitioner } from './provider.ts';
export { type FhirResource, readFhir } from './read-fhir.ts';
export { readSpecialtyEnrollment, type SpecialtyEnrollment } from './specialty-enrollment.ts';
export { defaultJsonLimits, type JsonLimits, readStrictJson } from './strict-json.ts';
export { createFhirValidator, type FhirValidator, validatorDefinitionFiles } from './validate-fhir.ts';
export {
  type Coding,
  type Concept,
  codeSystems,
  type FhirMoment,
  findCode,
  type Identifier,
  labelOf,
  type Measure,
} from './value-types.ts';
