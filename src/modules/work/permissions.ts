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
  changeOrder: {
    sentence: 'may change the rules by which work is ordered',
    roles: ['teamLead', 'pharmacyDirector'],
  },
  shareViews: {
    sentence: 'may share a saved view of a queue with a role',
    roles: ['teamLead', 'pharmacyDirector'],
  },
  releaseWorkOfOthers: {
    sentence: 'may put back or hand over work that somebody else has taken or nobody has',
    roles: ['teamLead', 'pharmacyDirector'],
  },
});
