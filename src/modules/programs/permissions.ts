import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done to the programs that come in by themselves. */
export const programPermissions = declarePermissions('programs', {
  seePrograms: {
    sentence: 'may see which programs come in with a key of their own, and for what',
    roles: ['systemAdministrator', 'securityOfficer', 'privacyOfficer', 'auditor', 'pharmacyDirector', 'teamLead'],
  },
  changePrograms: {
    sentence: 'may let programs in with a key of their own, and disable them',
    roles: ['systemAdministrator', 'integrationEngineer'],
    assurance: 'fresh-device-bound',
  },
});
