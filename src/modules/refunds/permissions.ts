import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with refunds of manufacturers. */
export const refundPermissions = declarePermissions('refunds', {
  seeRefunds: {
    sentence: 'may see what manufacturers owe and paid for claims at the maximum fair price',
    roles: ['billingAnalyst', 'pharmacyDirector', 'teamLead', 'auditor'],
  },
  workRefunds: {
    sentence: 'may record inquiries about refunds, their answers, and whether a claim is one of 340B',
    roles: ['billingAnalyst', 'pharmacyDirector'],
  },
});
