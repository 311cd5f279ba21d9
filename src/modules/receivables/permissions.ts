import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done about money that payers owe. */
export const receivablesPermissions = declarePermissions('receivables', {
  seeReceivables: {
    sentence: 'may see what payers owe, how fast they pay, and what is disputed or written off',
    roles: ['billingAnalyst', 'pharmacyDirector', 'teamLead', 'auditor'],
  },
  workReceivables: {
    sentence: 'may dispute what a payer paid short and propose to write an open amount off',
    roles: ['billingAnalyst', 'pharmacyDirector'],
  },
  approveWriteOffs: {
    sentence: 'may decide about write-offs that another person proposed, and take them back',
    roles: ['pharmacyDirector', 'executive'],
  },
  exportReceivables: {
    sentence: 'may take lists of receivables out as files',
    roles: ['billingAnalyst', 'pharmacyDirector', 'auditor'],
  },
});
