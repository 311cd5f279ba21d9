import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with what many therapies tell. */
export const flowPermissions = declarePermissions('flow', {
  seeFlow: {
    sentence: 'may see where therapies stand still, who stands around them, and when they are likely to start',
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
      'inventoryBuyer',
      'infusionNurse',
      'pharmacyDirector',
      'teamLead',
      'qualityOfficer',
      'privacyOfficer',
      'auditor',
    ],
  },
});
