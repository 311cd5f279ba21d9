import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done about the talk with prescribers. */
export const outreachPermissions = declarePermissions('outreach', {
  readPrescriberTalk: {
    sentence: 'may read what prescribers were told and asked about their orders, and what they answered',
    roles: [
      'intakeTechnician',
      'patientCoordinator',
      'benefitsSpecialist',
      'authorizationSpecialist',
      'clinicalPharmacist',
      'verifyingPharmacist',
      'pharmacyDirector',
      'qualityOfficer',
      'teamLead',
      'auditor',
    ],
  },
  askRenewal: {
    sentence: 'may ask a prescriber to renew a prescription',
    roles: ['intakeTechnician', 'patientCoordinator', 'clinicalPharmacist', 'verifyingPharmacist', 'teamLead'],
  },
  askChange: {
    sentence: 'may ask a prescriber to change or clarify a prescription',
    roles: ['clinicalPharmacist', 'verifyingPharmacist'],
  },
});
