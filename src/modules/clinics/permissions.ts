import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with clinics. */
export const clinicPermissions = declarePermissions('clinics', {
  seeClinics: {
    sentence: 'may see the clinics with their codes, what they treat and who practises there',
    roles: [
      'systemAdministrator',
      'integrationEngineer',
      'pharmacyDirector',
      'teamLead',
      'intakeTechnician',
      'patientCoordinator',
      'auditor',
    ],
  },
  changeClinics: {
    sentence: 'may add clinics and change what is recorded of them',
    roles: ['systemAdministrator', 'pharmacyDirector'],
    assurance: 'fresh',
  },
});
