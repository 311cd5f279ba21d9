import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with the records of patients. */
export const patientsPermissions = declarePermissions('patients', {
  seePatients: {
    sentence: 'may find patients and see their record',
    roles: [
      'intakeTechnician',
      'patientCoordinator',
      'benefitsSpecialist',
      'authorizationSpecialist',
      'assistanceCoordinator',
      'clinicalPharmacist',
      'dispensingTechnician',
      'verifyingPharmacist',
      'shippingClerk',
      'billingAnalyst',
      'analyst340B',
      'compliance340B',
      'cellTherapyCoordinator',
      'infusionNurse',
      'pharmacyDirector',
      'qualityOfficer',
      'privacyOfficer',
      'teamLead',
      'auditor',
    ],
  },
  changeDemographics: {
    sentence: 'may register patients and change their names, addresses and phones',
    roles: [
      'intakeTechnician',
      'patientCoordinator',
      'benefitsSpecialist',
      'cellTherapyCoordinator',
      'pharmacyDirector',
      'teamLead',
    ],
  },
  recordCoverage: {
    sentence: 'may record and end the insurance of patients',
    roles: [
      'intakeTechnician',
      'patientCoordinator',
      'benefitsSpecialist',
      'authorizationSpecialist',
      'assistanceCoordinator',
      'billingAnalyst',
      'pharmacyDirector',
      'teamLead',
    ],
  },
  recordHealth: {
    sentence: 'may record allergies, conditions, other medicines and measurements of patients',
    roles: [
      'intakeTechnician',
      'patientCoordinator',
      'clinicalPharmacist',
      'verifyingPharmacist',
      'infusionNurse',
      'cellTherapyCoordinator',
      'pharmacyDirector',
    ],
  },
  mergePatients: {
    sentence: 'may merge two records of one person, and take a merge back',
    roles: ['intakeTechnician', 'patientCoordinator', 'pharmacyDirector', 'privacyOfficer', 'teamLead'],
  },
  recordConsent: {
    sentence: 'may record what patients consent to and how they want to be reached',
    roles: [
      'intakeTechnician',
      'patientCoordinator',
      'assistanceCoordinator',
      'clinicalPharmacist',
      'infusionNurse',
      'cellTherapyCoordinator',
      'pharmacyDirector',
      'teamLead',
    ],
  },
});
