import { declarePermissions } from '../../kernel/permission.ts';
import { roleCodes } from '../../kernel/roles.ts';

/** What may be done with the reference tables. They hold no patient data. */
export const referencePermissions = declarePermissions('reference', {
  lookUp: {
    sentence: 'may look up drugs, prescribers, payers and plans',
    roles: roleCodes,
  },
  importFiles: {
    sentence: 'may read public reference files into the tables',
    roles: ['integrationEngineer', 'systemAdministrator', 'pharmacyDirector'],
  },
});
