import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with remittances. */
export const remittancePermissions = declarePermissions('remittance', {
  seeRemittances: {
    sentence: 'may see what payers remitted and which claims it pays',
    roles: ['billingAnalyst', 'pharmacyDirector', 'teamLead', 'auditor'],
  },
  workRemittances: {
    sentence: 'may bring remittance files, match their lines by hand, enter deposits and set held files aside',
    roles: ['billingAnalyst', 'pharmacyDirector'],
  },
});
