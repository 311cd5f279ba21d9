import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done about data that leave. */
export const portabilityPermissions = declarePermissions('portability', {
  exportPatient: {
    sentence: 'may export the whole record of a patient for a stated purpose',
    roles: ['pharmacyDirector', 'privacyOfficer'],
    assurance: 'fresh',
  },
  seeExports: {
    sentence: 'may see which records were exported, by whom and why',
    roles: ['pharmacyDirector', 'privacyOfficer', 'securityOfficer', 'auditor'],
  },
});
