import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { roleCodes } from '../../kernel/roles.ts';
import {
  type DisablingReason,
  disablingReasons,
  type EnablingReason,
  enablingReasons,
  type LicenceKind,
  licenceKinds,
} from './domain/account-change.ts';
import { identityPermissions } from './permissions.ts';
import { identityRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Done = Type.Object({});
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const Roles = Type.Array(Type.Enum([...roleCodes]), { maxItems: 30 });
const Places = { seesAllSites: Type.Boolean(), siteIds: Type.Array(Id, { maxItems: 200 }) };
const known = [identityRefusals.unknownStaff, identityRefusals.ownAccount];

/** Lists the staff. */
export const listStaff = endpoint({
  module: 'identity',
  name: 'list-staff',
  kind: 'query',
  summary:
    'Lists the people who work here, with roles, sites, licences, languages, skills and when they last signed in.',
  permission: identityPermissions.seeStaff,
  request: Type.Object({}),
  response: Type.Object({
    staff: Type.Array(
      Type.Object({
        staffId: Type.String(),
        userName: Type.String(),
        displayName: Type.String(),
        isActive: Type.Boolean(),
        disabledReason: TextOrNull,
        lastSignInAt: TextOrNull,
        roles: Type.Array(Type.String()),
        seesAllSites: Type.Boolean(),
        siteIds: Type.Array(Type.String()),
        licences: Type.Array(
          Type.Object({
            kind: Type.String(),
            state: Type.String(),
            number: Type.String(),
            validFrom: Type.String(),
            validTo: TextOrNull,
          }),
        ),
        languages: Type.Array(Type.String()),
        skills: Type.Array(Type.String()),
      }),
    ),
    /** All sites of the health system, of which a person works at some. */
    sites: Type.Array(Type.Object({ siteId: Type.String(), name: Type.String() })),
    /** All skills that people may have here. */
    skills: Type.Array(Type.Object({ skill: Type.String(), label: Type.String() })),
  }),
});

/** Adds a person of the staff. */
export const createStaff = endpoint({
  module: 'identity',
  name: 'create-staff',
  kind: 'command',
  summary: 'Adds a person of the staff and returns the secret of their one-time codes, to be shown to them once.',
  permission: identityPermissions.changeStaff,
  request: Type.Object({
    userName: Type.String({ minLength: 1, maxLength: 128 }),
    displayName: Type.String({ minLength: 1, maxLength: 128 }),
    password: Type.String({ minLength: 1, maxLength: 256 }),
    roles: Roles,
    ...Places,
  }),
  response: Type.Object({
    staffId: Type.String(),
    otpAuthUri: Type.String(),
    secret: Type.String(),
    /** The QR code of the address: one path, filled by the even-odd rule, in a square of that size. */
    barcode: Type.Object({ size: Type.Integer(), path: Type.String() }),
  }),
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
  refusals: [...known, identityRefusals.noRoles],
});

/** Lets a person work at other sites. */
export const setSites = endpoint({
  module: 'identity',
  name: 'set-sites',
  kind: 'command',
  summary: 'Lets a person work at other sites in place of those before, or at all of them.',
  permission: identityPermissions.changeStaff,
  request: Type.Object({ staffId: Id, ...Places }),
  response: Done,
  refusals: [...known, identityRefusals.noSites, identityRefusals.unknownSite],
});

/** Records a licence of a person. */
export const recordLicence = endpoint({
  module: 'identity',
  name: 'record-licence',
  kind: 'command',
  summary: 'Records a licence of a person for a state, or the new period of one that is known by its number.',
  permission: identityPermissions.changeStaff,
  request: Type.Object({
    staffId: Id,
    licence: Type.Object({
      kind: Type.Enum(Object.keys(licenceKinds) as LicenceKind[]),
      state: Type.String({ pattern: '^[A-Z]{2}$' }),
      number: Type.String({ minLength: 1, maxLength: 40 }),
      validFrom: Day,
      validTo: Type.Union([Day, Type.Null()]),
    }),
  }),
  response: Done,
  refusals: [...known, identityRefusals.licenceReversed],
});

/** Records what a person is good for. */
export const setAbilities = endpoint({
  module: 'identity',
  name: 'set-abilities',
  kind: 'command',
  summary: 'Records which languages a person speaks and which skills they have, in place of those before.',
  permission: identityPermissions.changeStaff,
  request: Type.Object({
    staffId: Id,
    languages: Type.Array(Type.String({ pattern: '^[a-z]{2,3}$' }), { maxItems: 40 }),
    skills: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 60 }),
  }),
  response: Done,
  refusals: [...known, identityRefusals.unknownSkill],
});

/** Names a skill. */
export const nameSkill = endpoint({
  module: 'identity',
  name: 'name-skill',
  kind: 'command',
  summary: 'Puts a skill on the list of those that people may have, or names one of it otherwise.',
  permission: identityPermissions.changeStaff,
  request: Type.Object({
    skill: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 40 }),
    label: Type.String({ minLength: 1, maxLength: 60 }),
  }),
  response: Done,
});

/** Disables a person; every session ends at once. */
export const disableStaff = endpoint({
  module: 'identity',
  name: 'disable-staff',
  kind: 'command',
  summary: 'Disables a person, with a reason, and ends their sessions.',
  permission: identityPermissions.changeStaff,
  request: Type.Object({ staffId: Id, reasonCode: Type.Enum(Object.keys(disablingReasons) as DisablingReason[]) }),
  response: Done,
  refusals: known,
});

/** Lets a disabled person sign in again. */
export const enableStaff = endpoint({
  module: 'identity',
  name: 'enable-staff',
  kind: 'command',
  summary: 'Lets a disabled person sign in again, with a reason.',
  permission: identityPermissions.changeStaff,
  request: Type.Object({ staffId: Id, reasonCode: Type.Enum(Object.keys(enablingReasons) as EnablingReason[]) }),
  response: Done,
  refusals: known,
});
