import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with messages and partners. */
export const exchangePermissions = declarePermissions('exchange', {
  readMessages: {
    sentence: 'may read messages as they came from and went to outside partners',
    roles: [
      'intakeTechnician',
      'patientCoordinator',
      'benefitsSpecialist',
      'authorizationSpecialist',
      'clinicalPharmacist',
      'verifyingPharmacist',
      'billingAnalyst',
      'pharmacyDirector',
      'qualityOfficer',
      'integrationEngineer',
      'teamLead',
      'auditor',
    ],
  },
  seePartners: {
    sentence: 'may see the outside partners and how their connections are doing',
    roles: ['integrationEngineer', 'systemAdministrator', 'securityOfficer', 'pharmacyDirector', 'teamLead', 'auditor'],
  },
  replayMessages: {
    sentence: 'may have a message that broke on our side applied again, or set it aside with a reason',
    roles: ['integrationEngineer', 'intakeTechnician', 'teamLead'],
  },
  changePartners: {
    sentence: 'may stop the connection of an outside partner and let it run again',
    roles: ['integrationEngineer', 'securityOfficer', 'systemAdministrator'],
    assurance: 'fresh',
  },
});
