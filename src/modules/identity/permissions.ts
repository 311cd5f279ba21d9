import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done to people and places. */
export const identityPermissions = declarePermissions('identity', {
  seeStaff: {
    sentence: 'may see who works here, in which roles and at which sites',
    roles: ['systemAdministrator', 'securityOfficer', 'privacyOfficer', 'auditor', 'pharmacyDirector', 'teamLead'],
  },
  changeStaff: {
    sentence: 'may add people, change their roles and sites, and disable them',
    roles: ['systemAdministrator'],
    assurance: 'fresh',
  },
});
