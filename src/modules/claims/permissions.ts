import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with claims. */
export const claimPermissions = declarePermissions('claims', {
  seeClaims: {
    sentence: 'may see claims and what payers answered',
    roles: [
      'billingAnalyst',
      'benefitsSpecialist',
      'authorizationSpecialist',
      'assistanceCoordinator',
      'dispensingTechnician',
      'verifyingPharmacist',
      'clinicalPharmacist',
      'patientCoordinator',
      'pharmacyDirector',
      'teamLead',
      'auditor',
      'analyst340B',
    ],
  },
  changePayerRules: {
    sentence: 'may propose and decide what payers ask of claims',
    roles: ['billingAnalyst', 'pharmacyDirector'],
  },
  checkEligibility: {
    sentence: 'may ask a payer whether it covers a patient',
    roles: [
      'billingAnalyst',
      'benefitsSpecialist',
      'authorizationSpecialist',
      'dispensingTechnician',
      'verifyingPharmacist',
      'clinicalPharmacist',
      'patientCoordinator',
    ],
  },
});
