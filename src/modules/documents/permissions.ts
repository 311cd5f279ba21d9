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
  readScans: {
    sentence: 'may see scans and faxes that came in and what was read from them',
    roles: [
      'intakeTechnician',
      'patientCoordinator',
      'benefitsSpecialist',
      'authorizationSpecialist',
      'integrationEngineer',
      'teamLead',
      'auditor',
    ],
  },
  settleScans: {
    sentence: 'may take scans in, file them or set them aside',
    roles: ['intakeTechnician', 'patientCoordinator', 'authorizationSpecialist', 'teamLead'],
  },
});
