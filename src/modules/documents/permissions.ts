import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with documents. */
export const documentPermissions = declarePermissions('documents', {
  readDocuments: {
    sentence: 'may read the documents of patients and therapies',
    roles: [
      'intakeTechnician',
      'patientCoordinator',
      'benefitsSpecialist',
      'authorizationSpecialist',
      'assistanceCoordinator',
      'clinicalPharmacist',
      'dispensingTechnician',
      'verifyingPharmacist',
      'shippingClerk',
      'billingAnalyst',
      'infusionNurse',
      'pharmacyDirector',
      'qualityOfficer',
      'teamLead',
      'auditor',
    ],
  },
  fileDocuments: {
    sentence: 'may file documents about patients and therapies',
    roles: [
      'intakeTechnician',
      'patientCoordinator',
      'benefitsSpecialist',
      'authorizationSpecialist',
      'assistanceCoordinator',
      'clinicalPharmacist',
      'dispensingTechnician',
      'verifyingPharmacist',
      'shippingClerk',
      'infusionNurse',
      'teamLead',
    ],
  },
});
