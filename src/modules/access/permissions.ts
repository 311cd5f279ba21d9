import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done for access to a therapy. */
export const accessPermissions = declarePermissions('access', {
  seeAccess: {
    sentence: 'may see enrollment, benefits, authorizations and assistance of a therapy',
    roles: [
      'intakeTechnician',
      'patientCoordinator',
      'benefitsSpecialist',
      'authorizationSpecialist',
      'assistanceCoordinator',
      'clinicalPharmacist',
      'dispensingTechnician',
      'verifyingPharmacist',
      'billingAnalyst',
      'pharmacyDirector',
      'teamLead',
      'auditor',
    ],
  },
  recordEnrolment: {
    sentence: 'may record welcome calls, consents and how a patient wants to be reached',
    roles: ['patientCoordinator', 'intakeTechnician', 'teamLead'],
  },
  givePackets: {
    sentence: 'may compose welcome packets and record what became of them',
    roles: ['patientCoordinator', 'intakeTechnician', 'teamLead'],
  },
  recordBenefits: {
    sentence: 'may record what a plan covers',
    roles: ['benefitsSpecialist', 'patientCoordinator', 'teamLead'],
  },
  recordAuthorization: {
    sentence: 'may carry a prior authorization from step to step',
    roles: ['authorizationSpecialist', 'clinicalPharmacist', 'teamLead'],
  },
  recordAssistance: {
    sentence: 'may record financial assistance',
    roles: ['assistanceCoordinator', 'benefitsSpecialist', 'teamLead'],
  },
});
