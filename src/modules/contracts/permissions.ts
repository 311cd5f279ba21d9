import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with contracts of payers. */
export const contractPermissions = declarePermissions('contracts', {
  seeExpectedPayments: {
    sentence: 'may see what a claim should be paid by its contract',
    roles: [
      'billingAnalyst',
      'dispensingTechnician',
      'verifyingPharmacist',
      'clinicalPharmacist',
      'pharmacyDirector',
      'teamLead',
      'auditor',
    ],
  },
  seeContracts: {
    sentence: 'may see the contracts of payers with their terms',
    roles: ['billingAnalyst', 'pharmacyDirector', 'teamLead', 'auditor', 'executive'],
  },
});
