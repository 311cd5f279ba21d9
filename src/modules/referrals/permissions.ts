import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with referrals. */
export const referralPermissions = declarePermissions('referrals', {
  readReferrals: {
    sentence: 'may see what a referral lacks, what was asked for, and where it goes',
    roles: [
      'intakeTechnician',
      'patientCoordinator',
      'benefitsSpecialist',
      'authorizationSpecialist',
      'assistanceCoordinator',
      'clinicalPharmacist',
      'verifyingPharmacist',
      'pharmacyDirector',
      'qualityOfficer',
      'teamLead',
      'auditor',
    ],
  },
  askForMissing: {
    sentence: 'may ask the EHR and the prescriber for what a referral lacks, and record letters as sent',
    roles: ['intakeTechnician', 'patientCoordinator', 'clinicalPharmacist', 'verifyingPharmacist', 'teamLead'],
  },
  settleAnswers: {
    sentence: 'may decide about an answer of a prescriber that contradicts what is known',
    roles: ['clinicalPharmacist', 'verifyingPharmacist'],
  },
  transferOut: {
    sentence: 'may transfer a referral to another pharmacy, which ends its therapy here',
    roles: ['intakeTechnician', 'clinicalPharmacist', 'verifyingPharmacist', 'teamLead'],
  },
});
