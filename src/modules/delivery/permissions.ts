import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with deliveries. */
export const deliveryPermissions = declarePermissions('delivery', {
  seeDeliveries: {
    sentence: 'may see deliveries and where they are',
    roles: [
      'patientCoordinator',
      'shippingClerk',
      'dispensingTechnician',
      'verifyingPharmacist',
      'clinicalPharmacist',
      'billingAnalyst',
      'infusionNurse',
      'pharmacyDirector',
      'teamLead',
      'auditor',
    ],
  },
  schedule: {
    sentence: 'may agree a delivery with a patient, move it and cancel it',
    roles: ['patientCoordinator', 'clinicalPharmacist', 'teamLead'],
  },
  ship: {
    sentence: 'may pack a delivery, hand it over and record what became of it',
    roles: ['shippingClerk', 'dispensingTechnician', 'verifyingPharmacist'],
  },
  receiveAtClinic: {
    sentence: 'may record the hand-over of a delivery to a clinic',
    roles: ['infusionNurse', 'shippingClerk', 'patientCoordinator', 'verifyingPharmacist'],
  },
  settleReturns: {
    sentence: 'may decide whether returned goods go back to stock or are wasted',
    roles: ['verifyingPharmacist'],
  },
});
