import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { roleCodes } from '../../kernel/roles.ts';
import { accessReasons, accessVerdicts } from './domain/emergency-access.ts';
import { identityPermissions } from './permissions.ts';
import { identityRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const Done = Type.Object({});
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const Roles = Type.Array(Type.Enum([...roleCodes]), { maxItems: 30 });

/** Adds a person of the staff. */
export const createStaff = endpoint({
  module: 'identity',
  name: 'create-staff',
  kind: 'command',
  summary: 'Adds a person of the staff and returns the secret of their one-time codes, to be shown to them.',
  permission: identityPermissions.changeStaff,
  request: Type.Object({
    userName: Type.String({ minLength: 1, maxLength: 128 }),
    displayName: Type.String({ minLength: 1, maxLength: 128 }),
    password: Type.String({ minLength: 1, maxLength: 256 }),
    roles: Roles,
    seesAllSites: Type.Boolean(),
    siteIds: Type.Array(Id, { maxItems: 200 }),
  }),
  response: Type.Object({ staffId: Type.String(), otpAuthUri: Type.String() }),
  refusals: [
    identityRefusals.noRoles,
    identityRefusals.noSites,
    identityRefusals.unknownSite,
    identityRefusals.userNameTaken,
    identityRefusals.passwordTooShort,
    identityRefusals.passwordTooCommon,
  ],
});

/** Gives a person other roles. */
export const setRoles = endpoint({
  module: 'identity',
  name: 'set-roles',
  kind: 'command',
  summary: 'Gives a person other roles in place of those before.',
  permission: identityPermissions.changeStaff,
  request: Type.Object({ staffId: Id, roles: Roles }),
  response: Done,
  refusals: [identityRefusals.unknownStaff, identityRefusals.ownAccount, identityRefusals.noRoles],
});

/** Lets a disabled person sign in again. */
export const enableStaff = endpoint({
  module: 'identity',
  name: 'enable-staff',
  kind: 'command',
  summary: 'Lets a disabled person sign in again.',
  permission: identityPermissions.changeStaff,
  request: Type.Object({ staffId: Id }),
  response: Done,
  refusals: [identityRefusals.unknownStaff, identityRefusals.ownAccount],
});

/** Lists the programs that may come in. */
export const listClients = endpoint({
  module: 'identity',
  name: 'list-clients',
  kind: 'query',
  summary: 'Lists the programs that may come in with a key of their own.',
  permission: identityPermissions.seeStaff,
  request: Type.Object({}),
  response: Type.Object({
    clients: Type.Array(
      Type.Object({
        clientId: Type.String(),
        name: Type.String(),
        scopes: Type.Array(Type.String()),
        isDisabled: Type.Boolean(),
      }),
    ),
  }),
});

/** Disables a program. */
export const disableClient = endpoint({
  module: 'identity',
  name: 'disable-client',
  kind: 'command',
  summary: 'Disables a program; its access tokens are void at once.',
  permission: identityPermissions.changeClients,
  request: Type.Object({ clientId: Id }),
  response: Done,
  refusals: [identityRefusals.unknownClient],
});

/** Opens the records of all sites in an emergency. */
export const openAccess = endpoint({
  module: 'identity',
  name: 'open-access',
  kind: 'command',
  summary: 'Opens the records of all sites for an hour in an emergency. The reason is reviewed afterwards.',
  permission: identityPermissions.openEmergencyAccess,
  request: Type.Object({ reasonCode: Type.Enum([...accessReasons]), reason: Type.String({ maxLength: 1000 }) }),
  response: Type.Object({ accessId: Type.String(), expiresAt: Type.String() }),
  refusals: [identityRefusals.reasonNeeded],
});

/** Lists emergency accesses. */
export const listAccesses = endpoint({
  module: 'identity',
  name: 'list-accesses',
  kind: 'query',
  summary: 'Lists who opened records in an emergency, when and why, the newest first.',
  permission: identityPermissions.reviewEmergencyAccess,
  request: Type.Object({ onlyUnreviewed: Type.Boolean() }),
  response: Type.Object({
    accesses: Type.Array(
      Type.Object({
        accessId: Type.String(),
        staffName: Type.String(),
        reasonCode: Type.String(),
        reason: Type.String(),
        openedAt: Type.String(),
        expiresAt: Type.String(),
        reviewedAt: TextOrNull,
        reviewerName: TextOrNull,
        verdict: TextOrNull,
      }),
    ),
  }),
});

/** Records the review of an emergency access. */
export const reviewAccess = endpoint({
  module: 'identity',
  name: 'review-access',
  kind: 'command',
  summary: 'Records what the review of an emergency access says; one that is still open ends.',
  permission: identityPermissions.reviewEmergencyAccess,
  request: Type.Object({ accessId: Id, verdict: Type.Enum([...accessVerdicts]) }),
  response: Done,
  refusals: [identityRefusals.unknownAccess, identityRefusals.ownAccess, identityRefusals.accessReviewed],
});
