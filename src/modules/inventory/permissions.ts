import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with stock. */
export const inventoryPermissions = declarePermissions('inventory', {
  seeStock: {
    sentence: 'may see what is on the shelves, by lot and owner',
    roles: [
      'dispensingTechnician',
      'verifyingPharmacist',
      'clinicalPharmacist',
      'inventoryBuyer',
      'pharmacyDirector',
      'analyst340B',
      'auditor',
      'teamLead',
      'shippingClerk',
    ],
  },
  receiveStock: { sentence: 'may take stock in', roles: ['inventoryBuyer', 'dispensingTechnician'] },
  adjustStock: {
    sentence: 'may correct a count, with a reason',
    roles: ['inventoryBuyer', 'pharmacyDirector'],
    assurance: 'fresh',
  },
});
