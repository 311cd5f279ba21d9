import { declarePermissions } from '../../kernel/permission.ts';
import { roleCodes } from '../../kernel/roles.ts';

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
  seeSites: {
    sentence: 'may see the sites with their numbers, opening hours and holidays',
    roles: [
      'systemAdministrator',
      'integrationEngineer',
      'securityOfficer',
      'privacyOfficer',
      'auditor',
      'pharmacyDirector',
      'teamLead',
    ],
  },
  changeSites: {
    sentence: 'may propose other opening hours and holidays of a site, or decide what another person proposed',
    roles: ['systemAdministrator', 'pharmacyDirector'],
    assurance: 'fresh',
  },
  seeProposals: {
    sentence: 'may see what waits for a second person',
    roles: ['systemAdministrator', 'pharmacyDirector', 'securityOfficer', 'auditor'],
  },
  changeOwnFactors: {
    sentence: 'may register passkeys and make recovery codes for the own account',
    roles: roleCodes,
    assurance: 'fresh',
  },
  openEmergencyAccess: {
    sentence: 'may open the records of all sites for an hour in an emergency, with a reason',
    roles: ['clinicalPharmacist', 'verifyingPharmacist', 'infusionNurse', 'pharmacyDirector'],
    assurance: 'fresh',
  },
  reviewEmergencyAccess: {
    sentence: 'may review who opened records in an emergency, and why',
    roles: ['privacyOfficer'],
  },
});
