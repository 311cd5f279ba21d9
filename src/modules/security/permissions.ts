import { declarePermissions } from '../../kernel/permission.ts';

/** What may be done with the record of who did what. */
export const securityPermissions = declarePermissions('security', {
  readAudit: {
    sentence: 'may read who saw or changed whose data, when and why',
    roles: ['privacyOfficer', 'securityOfficer', 'auditor'],
  },
});
