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
  'integrationEngineer',
  'pharmacyDirector',
  'teamLead',
];

/** What may be done with work. */
export const workPermissions = declarePermissions('work', {
  seeQueues: {
    sentence: 'may see the work queues, what waits in them and who has taken it',
    roles: [...working, 'qualityOfficer', 'auditor'],
  },
  takeWork: { sentence: 'may take work from a queue and put it back', roles: working },
  releaseWorkOfOthers: {
    sentence: 'may put back work that somebody else has taken',
    roles: ['teamLead', 'pharmacyDirector'],
  },
});
