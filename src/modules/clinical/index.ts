export { type ClinicalHistory, importClinical } from './actions/import-clinical.ts';
export { recordCare } from './actions/record-care.ts';
export { type RefillCallEntry, recordRefillCall } from './actions/record-refill-call.ts';
export { recordStartReview } from './actions/record-start-review.ts';
export { replayScreening, screenPrescription } from './actions/screen-prescription.ts';
export {
  isClearedToFill,
  type PrescriptionCheck,
  unverifyPrescription,
  verifyPrescription,
} from './actions/verify-prescription.ts';
export type { CareRecord } from './domain/care-record.ts';
export type { StartReview } from './domain/start-review.ts';
export { listCareRecords, listReviews } from './review-store.ts';
