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

/** What may be done with notes on therapies. Whoever may see a therapy may be mentioned in its notes; a test keeps these roles equal. */
export const conversationPermissions = declarePermissions('conversation', {
  readMentions: {
    sentence: 'may be mentioned in a note on a therapy, and read the notes in which they are',
    roles: [...working, 'qualityOfficer', 'privacyOfficer', 'auditor'],
  },
  writeNotes: {
    sentence: 'may write a note on a therapy and mention a colleague in it',
    roles: [...working, 'qualityOfficer'],
  },
});
