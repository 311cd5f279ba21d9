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
  recordCare: {
    sentence: 'may record interventions, the confirmed start, monitoring calls and adverse events',
    roles: ['clinicalPharmacist', 'verifyingPharmacist', 'infusionNurse'],
  },
});
