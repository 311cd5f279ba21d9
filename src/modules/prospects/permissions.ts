import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with prospective patients. */
export const prospectPermissions = declarePermissions('prospects', {
  seeProspects: {
    sentence: 'may see prospective patients: who has an appointment and is likely to need a specialty drug',
    roles: [
      'intakeTechnician',
      'patientCoordinator',
      'benefitsSpecialist',
      'clinicalPharmacist',
      'pharmacyDirector',
      'teamLead',
      'auditor',
    ],
  },
  workProspects: {
    sentence: 'may record what became of a prospective patient',
    roles: ['intakeTechnician', 'patientCoordinator', 'clinicalPharmacist', 'teamLead'],
  },
  seeCapture: {
    sentence: 'may see which share of prescriptions is kept and where the others go, with the rows behind each number',
    roles: ['pharmacyDirector', 'teamLead', 'qualityOfficer', 'executive', 'auditor'],
  },
});
