import { declarePermissions } from '../../kernel/permission.ts';
import { roleCodes } from '../../kernel/roles.ts';

/** What may be done with identity providers, linked accounts and the groups of a directory. */
export const federationPermissions = declarePermissions('federation', {
  seeProviders: {
    sentence:
      'may see and try by which identity providers people sign in, and see what the groups of the directory give',
    roles: ['systemAdministrator', 'integrationEngineer', 'securityOfficer', 'auditor'],
  },
  linkOwnAccount: {
    sentence: 'may link an account at an identity provider to the own person',
    roles: roleCodes,
    assurance: 'fresh',
  },
  changeProviders: {
    sentence: 'may add, change and disable identity providers, and take back a linked account',
    roles: ['systemAdministrator', 'securityOfficer'],
    assurance: 'fresh-device-bound',
  },
  readDirectory: {
    sentence: 'may read people and groups as the directory of the health system provisions them',
    roles: ['systemAdministrator'],
  },
  provisionDirectory: {
    sentence: 'may provision, change and disable people and groups from the directory of the health system',
    roles: ['systemAdministrator'],
  },
  changeGroups: {
    sentence: 'may say which roles and sites a group of the directory gives',
    roles: ['systemAdministrator', 'securityOfficer'],
    assurance: 'fresh-device-bound',
  },
});
