export { correctPatientRecords, retractRecord } from './actions/correct-patient-records.ts';
export { type ImportedPatient, importPatientRecord } from './actions/import-patient-record.ts';
export { importPatients, type PatientHistory } from './actions/import-patients.ts';
export { listReaches, type PatientReach } from './actions/list-reaches.ts';
export { matchPatient } from './actions/match-patient.ts';
export { mergePatients, unmergePatient } from './actions/merge-patients.ts';
export { type NewConsent, recordConsent, recordContactPreference } from './actions/record-consent.ts';
export { endCoverage, recordCoverage } from './actions/record-coverage.ts';
export { recordAllergy, recordCondition, recordMedication, recordObservation } from './actions/record-health.ts';
export { recordResult, withdrawResult } from './actions/record-result.ts';
export { registerPatient, registerPatients } from './actions/register-patients.ts';
export { updateDemographics } from './actions/update-demographics.ts';
export { listAllergies } from './allergy-store.ts';
export { listConditions } from './condition-store.ts';
export { findContactPreference, listConsents } from './consent-store.ts';
export { listCoverages, listFirstPlans } from './coverage-store.ts';

export type { Observation, ResultStatus } from './domain/clinical-record.ts';
export { type ConsentUse, isConsentInForce, listLatestConsents } from './domain/consent.ts';
export type { ContactPreference } from './domain/contact-preference.ts';
export {
  type Coverage,
  isCoverageInForce,
  type NewCoverage,
} from './domain/coverage.ts';
export {
  type Demographics,
  findShipToAddress,
  type PatientIdentifier,
} from './domain/demographics.ts';
export type { ResultFacts } from './domain/laboratory-result.ts';
export { makeUpPerson } from './domain/made-up-person.ts';
export { comparePatients } from './domain/patient-matching.ts';
export type { PatientRecord, Sourced } from './domain/patient-record.ts';
export type { RecordOrigin } from './domain/record-origin.ts';
export { listMedications } from './medication-store.ts';
export { listFamilyIds } from './merge-store.ts';
export { listObservations } from './observation-store.ts';
export {
  findPatient,
  getPatient,
  listPatientNames,
  listPatients,
  listPatientsByIdentifier,
  listSurvivorIds,
  type Patient,
} from './patient-queries.ts';
