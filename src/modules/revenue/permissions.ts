import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with the money of claims. */
export const revenuePermissions = declarePermissions('revenue', {
  seeRevenue: {
    sentence: 'may see the ledger of claims, their margins and what is at risk',
    roles: ['billingAnalyst', 'pharmacyDirector', 'teamLead', 'auditor'],
  },
  exportRevenue: {
    sentence: 'may take lists of margins and of what is at risk out as files',
    roles: ['billingAnalyst', 'pharmacyDirector', 'auditor'],
  },
  workFindings: {
    sentence: 'may take, snooze and resolve findings about money and say whether they were right',
    roles: ['billingAnalyst', 'pharmacyDirector'],
  },
});
