export { refusePrescription } from './actions/accept-prescription.ts';
export { cancelOrder, cancelPrescription, replaceOrder } from './actions/cancel-prescription.ts';
export { correctPatient } from './actions/correct-patient.ts';
export { enterPrescription } from './actions/enter-prescription.ts';
export { findPharmacyLimits } from './actions/find-pharmacy-limits.ts';
export { importPrescriptions, type PrescriptionHistory } from './actions/import-prescriptions.ts';
export { lockIdentities, type StatedIdentity } from './actions/lock-identity.ts';
export { receivePrescription } from './actions/receive-prescription.ts';
export { recordClinicalFacts, type StatedFacts } from './actions/record-clinical-facts.ts';
export type {
  IncomingAddress,
  IncomingAllergy,
  IncomingCoverage,
  IncomingDiagnosis,
  IncomingDrug,
  IncomingIdentifier,
  IncomingObservation,
  IncomingPatient,
  IncomingPhone,
  IncomingPrescriber,
  IncomingPrescription,
} from './domain/incoming-prescription.ts';
export type { Prescription } from './domain/prescription.ts';
export {
  findPrescribed,
  findPrescribingClinic,
  listDecidedReferrals,
  listPrescribingClinics,
} from './prescription-queries.ts';
export {
  findPrescription,
  getPrescription,
  listPrescribedAmounts,
  listPrescriptions,
  lockPrescriptionsOfOrder,
} from './prescription-store.ts';
export { findRxNumber, giveRxNumber, listPrescriptionsByRxNumber, listRxNumbers } from './rx-number-store.ts';
