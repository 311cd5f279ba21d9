import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done in clinical work. */
export const clinicalPermissions = declarePermissions('clinical', {
  seeClinical: {
    sentence: 'may see alerts, verifications, clinical reviews and what was recorded on therapy',
    roles: [
      'clinicalPharmacist',
      'verifyingPharmacist',
      'dispensingTechnician',
      'patientCoordinator',
      'authorizationSpecialist',
      'infusionNurse',
      'pharmacyDirector',
      'qualityOfficer',
      'teamLead',
      'auditor',
    ],
  },
  verifyPrescriptions: {
    sentence: 'may verify a prescription before its fill, and take that back',
    roles: ['clinicalPharmacist', 'verifyingPharmacist'],
  },
  reviewStart: {
    sentence: 'may record the clinical review before the start of a therapy',
    roles: ['clinicalPharmacist'],
  },
  recordRefillCalls: {
    sentence: 'may record refill calls: what the patient answered, or that nobody was reached',
    roles: ['patientCoordinator', 'clinicalPharmacist', 'verifyingPharmacist', 'teamLead'],
  },
  reviewRefills: {
    sentence: 'may review the answers of a refill call, and record how a dose changes or pauses',
    roles: ['clinicalPharmacist', 'verifyingPharmacist'],
  },
  recordCare: {
    sentence: 'may record interventions, the confirmed start, monitoring calls and adverse events',
    roles: ['clinicalPharmacist', 'verifyingPharmacist', 'infusionNurse'],
  },
});
