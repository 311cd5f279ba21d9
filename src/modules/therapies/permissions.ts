import { declarePermissions } from '../../kernel/permission.ts';
import type { Role } from '../../kernel/roles.ts';

const working: readonly Role[] = [
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
  'inventoryBuyer',
  'infusionNurse',
  'pharmacyDirector',
  'teamLead',
];

/** What may be done with therapies. */
export const therapyPermissions = declarePermissions('therapies', {
  seeTherapies: {
    sentence: 'may see a therapy: its stages, holds, clocks and everything that happened',
    roles: [...working, 'qualityOfficer', 'privacyOfficer', 'auditor'],
  },
  placeHolds: { sentence: 'may place a hold that blocks a fill', roles: working },
  releaseHolds: {
    sentence: 'may release a hold that a person or a module placed',
    roles: ['clinicalPharmacist', 'verifyingPharmacist', 'pharmacyDirector', 'teamLead'],
  },
  overrideHolds: {
    sentence: 'may let a fill pass in spite of a hold that can be overridden, with a reason',
    roles: ['clinicalPharmacist', 'verifyingPharmacist', 'pharmacyDirector'],
    assurance: 'fresh',
  },
  recordWaits: {
    sentence: 'may record that a therapy waits for somebody outside, and that the wait is over',
    roles: working,
  },
  recordOutcomes: {
    sentence: 'may record by hand what the pathway of a therapy leaves to people, such as the authorization of a REMS',
    roles: working,
  },
  tryPathways: {
    sentence:
      'may try a draft of a pathway on past therapies, and see what a move to the version in force would change',
    roles: ['clinicalPharmacist', 'teamLead', 'pharmacyDirector'],
  },
  moveTherapies: {
    sentence: 'may move running therapies to the version of their pathway that is in force, with a reason',
    roles: ['teamLead', 'pharmacyDirector'],
    assurance: 'fresh',
  },
  endTherapies: {
    sentence: 'may end a therapy with a coded reason',
    roles: ['clinicalPharmacist', 'verifyingPharmacist', 'pharmacyDirector'],
  },
});
