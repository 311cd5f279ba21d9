import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with fills. */
export const dispensingPermissions = declarePermissions('dispensing', {
  seeFills: {
    sentence: 'may see fills and what was scanned into them',
    roles: [
      'dispensingTechnician',
      'verifyingPharmacist',
      'clinicalPharmacist',
      'patientCoordinator',
      'shippingClerk',
      'billingAnalyst',
      'pharmacyDirector',
      'teamLead',
      'auditor',
      'infusionNurse',
    ],
  },
  fill: { sentence: 'may open, pick, scan and label fills', roles: ['dispensingTechnician', 'verifyingPharmacist'] },
  verifyProduct: {
    sentence: 'may verify the product of a fill that another person filled',
    roles: ['verifyingPharmacist'],
  },
  cancelFill: {
    sentence: 'may give a fill up or put it back to stock, with a reason',
    roles: ['dispensingTechnician', 'verifyingPharmacist', 'teamLead'],
  },
  bill: {
    sentence: 'may bill a fill again and take its claim back, with a reason',
    roles: ['billingAnalyst', 'dispensingTechnician', 'verifyingPharmacist', 'clinicalPharmacist', 'teamLead'],
  },
  handOver: {
    sentence: 'may hand a verified fill over for delivery',
    roles: ['shippingClerk', 'dispensingTechnician', 'verifyingPharmacist'],
  },
});
