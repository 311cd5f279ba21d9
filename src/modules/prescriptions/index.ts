export { type CancelledOrder, cancelOrder, cancelPrescription, replaceOrder } from './actions/cancel-prescription.ts';
export { correctPatient } from './actions/correct-patient.ts';
export { enterPrescription } from './actions/enter-prescription.ts';
export { lockIdentities, type StatedIdentity } from './actions/lock-identity.ts';
export { type ReceivedPrescription, receivePrescription } from './actions/receive-prescription.ts';
export { recordClinicalFacts, type StatedFacts } from './actions/record-clinical-facts.ts';
export type {
  IncomingAddress,
  IncomingAllergy,
  IncomingCoverage,
  IncomingDiagnosis,
  IncomingDrug,
  IncomingIdentifier,
  IncomingMedication,
  IncomingObservation,
  IncomingPatient,
  IncomingPhone,
  IncomingPrescriber,
  IncomingPrescription,
  IncomingQuantity,
  PrescriptionChannel,
} from './domain/incoming-prescription.ts';
export type { Prescription, PrescriptionStatus } from './domain/prescription.ts';
export {
  findPrescription,
  getPrescription,
  listPrescriptions,
  lockPrescriptionsOfOrder,
} from './prescription-store.ts';
export { findRxNumber, giveRxNumber } from './rx-number-store.ts';
