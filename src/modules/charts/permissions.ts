import { declarePermissions } from '../../kernel/permission.ts';
import type { Role } from '../../kernel/roles.ts';

const withPatients: readonly Role[] = [
  'intakeTechnician',
  'patientCoordinator',
  'benefitsSpecialist',
  'authorizationSpecialist',
  'assistanceCoordinator',
  'clinicalPharmacist',
  'verifyingPharmacist',
  'infusionNurse',
  'pharmacyDirector',
  'teamLead',
];

/** What may be done with the charts of EHRs. */
export const chartPermissions = declarePermissions('charts', {
  seeConnections: {
    sentence: 'may see how the charts of EHRs are asked and by whom they launch Theriac',
    roles: ['integrationEngineer', 'systemAdministrator', 'securityOfficer', 'auditor'],
  },
  changeConnections: {
    sentence: 'may set how the chart of an EHR is asked and who may launch Theriac from it',
    roles: ['integrationEngineer', 'systemAdministrator', 'securityOfficer'],
    assurance: 'fresh',
  },
  openLaunch: {
    sentence: 'may open the patient whom an EHR had open when it launched Theriac',
    roles: [...withPatients, 'qualityOfficer', 'privacyOfficer', 'auditor'],
  },
  readNotes: {
    sentence: 'may read the notes that were written for the chart and what became of them',
    roles: [...withPatients, 'qualityOfficer', 'auditor'],
  },
  sendNotes: {
    sentence: 'may write a note into the chart of a patient at the EHR',
    roles: [
      'patientCoordinator',
      'authorizationSpecialist',
      'clinicalPharmacist',
      'verifyingPharmacist',
      'infusionNurse',
      'pharmacyDirector',
    ],
  },
});
