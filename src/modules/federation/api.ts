import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { roleCodes } from '../../kernel/roles.ts';
import { type Authentication, authentications } from './domain/provider.ts';
import { federationPermissions } from './permissions.ts';
import { federationRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const Done = Type.Object({});
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const Texts = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 50 });
const Name = Type.String({ minLength: 1, maxLength: 128 });
const Terms = {
  name: Name,
  clientId: Type.String({ minLength: 1, maxLength: 256 }),
  authentication: Type.Enum(Object.keys(authentications) as Authentication[]),
  /** The secret that both know; null where a key is used, and where the one that stands is to stay. */
  secret: Type.Union([Type.String({ minLength: 1, maxLength: 1024 }), Type.Null()]),
  domains: Texts,
  groupClaim: Type.Union([Type.String({ minLength: 1, maxLength: 128 }), Type.Null()]),
  acceptedMethods: Texts,
  acceptedContexts: Texts,
  skewSeconds: Type.Integer({ minimum: 0, maximum: 300 }),
  /** True where the directory provisions the subject as external id, so that provisioning links accounts. */
  subjectIsExternalId: Type.Boolean(),
  /** False where people come by a launch from the EHR alone. */
  isOffered: Type.Boolean(),
};
const Check = Type.Object({
  check: Type.String(),
  outcome: Type.Enum(['passed', 'failed', 'noted']),
  found: Type.Optional(Type.String()),
  expected: Type.Optional(Type.String()),
});

/** Lists the ways to sign in by a provider. */
export const listSignInWays = endpoint({
  module: 'federation',
  name: 'list-sign-in-ways',
  kind: 'query',
  summary: 'Names the identity providers by which people sign in at this address, before anybody has signed in.',
  permission: null,
  request: Type.Object({}),
  response: Type.Object({ providers: Type.Array(Type.Object({ providerId: Type.String(), name: Type.String() })) }),
});

/** Tells what a sign-in under way still needs. */
export const describeWaitingSignIn = endpoint({
  module: 'federation',
  name: 'describe-waiting-sign-in',
  kind: 'query',
  summary: 'Tells what the sign-in that an identity provider has answered still needs in this browser.',
  permission: null,
  request: Type.Object({}),
  response: Type.Object({
    needs: Type.Union([
      Type.Null(),
      Type.Object({
        step: Type.Enum(['second-factor', 'link']),
        providerName: Type.String(),
        /** Whom the account is linked to; null while it is linked to nobody. */
        staffName: TextOrNull,
        /** True where this person is signed in in this browser already, by two factors of Theriac. */
        isSignedIn: Type.Boolean(),
        returnPath: Type.String(),
      }),
    ]),
  }),
});

/** Finishes a sign-in by a code. */
export const finishByCode = endpoint({
  module: 'federation',
  name: 'finish-by-code',
  kind: 'command',
  summary: 'Finishes a sign-in by an identity provider that vouches for one factor, by a one-time or recovery code.',
  permission: null,
  request: Type.Object({ code: Type.String({ pattern: '^([0-9]{6}|[A-Za-z2-9]{5}-?[A-Za-z2-9]{5})$' }) }),
  response: Done,
  refusals: [federationRefusals.noSignInUnderWay],
});

/** Finishes a sign-in by the session that stands. */
export const finishBySession = endpoint({
  module: 'federation',
  name: 'finish-by-session',
  kind: 'command',
  summary:
    'Finishes a sign-in by an identity provider that vouches for one factor, where the same person is signed in in this browser already.',
  permission: null,
  request: Type.Object({}),
  response: Done,
  refusals: [federationRefusals.noSignInUnderWay],
});

/** Links the account that waits. */
export const linkAccount = endpoint({
  module: 'federation',
  name: 'link-account',
  kind: 'command',
  summary: 'Links the account that a provider has just vouched for to the person who has proven identity since.',
  permission: federationPermissions.linkOwnAccount,
  request: Type.Object({}),
  response: Done,
  refusals: [
    federationRefusals.noSignInUnderWay,
    federationRefusals.proofBeforeAnswer,
    federationRefusals.accountLinked,
  ],
});

/** Lists the providers, what was found when each was tried, and the accounts that are linked. */
export const listProviders = endpoint({
  module: 'federation',
  name: 'list-providers',
  kind: 'query',
  summary: 'Lists the identity providers with what was checked when each was tried last, and the accounts linked.',
  permission: federationPermissions.seeProviders,
  request: Type.Object({}),
  response: Type.Object({
    providers: Type.Array(
      Type.Object({
        providerId: Type.String(),
        name: Type.String(),
        issuer: Type.String(),
        clientId: Type.String(),
        authentication: Type.Enum(Object.keys(authentications) as Authentication[]),
        domains: Type.Array(Type.String()),
        groupClaim: TextOrNull,
        acceptedMethods: Type.Array(Type.String()),
        acceptedContexts: Type.Array(Type.String()),
        skewSeconds: Type.Integer(),
        subjectIsExternalId: Type.Boolean(),
        isOffered: Type.Boolean(),
        isEnabled: Type.Boolean(),
        /** The public key that the provider is told, as a JSON Web Key; null where a secret is used. */
        publicKey: TextOrNull,
        trial: Type.Union([Type.Null(), Type.Object({ at: Type.String(), checks: Type.Array(Check) })]),
        links: Type.Array(
          Type.Object({
            subject: Type.String(),
            staffId: Type.String(),
            staffName: Type.String(),
            linkedAt: Type.String(),
            linkedBy: Type.Enum(['person', 'directory']),
            lastUsedAt: TextOrNull,
          }),
        ),
      }),
    ),
  }),
});

/** Adds a provider. */
export const addProvider = endpoint({
  module: 'federation',
  name: 'add-provider',
  kind: 'command',
  summary: 'Adds an identity provider, disabled; the key that proves Theriac to it is made here and never leaves.',
  permission: federationPermissions.changeProviders,
  request: Type.Object({ issuer: Type.String({ minLength: 1, maxLength: 512 }), ...Terms }),
  response: Type.Object({ providerId: Type.String() }),
  refusals: [
    federationRefusals.issuerUnsafe,
    federationRefusals.issuerTaken,
    federationRefusals.domainInvalid,
    federationRefusals.secretNeeded,
  ],
});

/** Changes a provider. */
export const changeProvider = endpoint({
  module: 'federation',
  name: 'change-provider',
  kind: 'command',
  summary: 'Changes everything about an identity provider but its issuer, by which accounts are linked.',
  permission: federationPermissions.changeProviders,
  request: Type.Object({ providerId: Id, ...Terms }),
  response: Done,
  refusals: [federationRefusals.unknownProvider, federationRefusals.domainInvalid, federationRefusals.secretNeeded],
});

/** Enables or disables a provider. */
export const setProviderStanding = endpoint({
  module: 'federation',
  name: 'set-provider-standing',
  kind: 'command',
  summary: 'Enables an identity provider, or disables it and ends every session that was opened by it.',
  permission: federationPermissions.changeProviders,
  request: Type.Object({ providerId: Id, isEnabled: Type.Boolean() }),
  response: Done,
  refusals: [federationRefusals.unknownProvider],
});

/** Takes a linked account back. */
export const removeLink = endpoint({
  module: 'federation',
  name: 'remove-link',
  kind: 'command',
  summary: 'Takes the link between an account at a provider and a person back.',
  permission: federationPermissions.changeProviders,
  request: Type.Object({ providerId: Id, subject: Type.String({ minLength: 1, maxLength: 255 }), staffId: Id }),
  response: Done,
  refusals: [federationRefusals.unknownProvider, federationRefusals.unknownLink, federationRefusals.ownLink],
});

/** Lists the groups of the directory. */
export const listGroups = endpoint({
  module: 'federation',
  name: 'list-groups',
  kind: 'query',
  summary: 'Lists the groups of the health system’s directory with the roles and sites that each gives.',
  permission: federationPermissions.seeProviders,
  request: Type.Object({}),
  response: Type.Object({
    groups: Type.Array(
      Type.Object({
        groupId: Type.String(),
        name: Type.String(),
        externalId: TextOrNull,
        roles: Type.Array(Type.String()),
        seesAllSites: Type.Boolean(),
        siteIds: Type.Array(Type.String()),
      }),
    ),
    sites: Type.Array(Type.Object({ siteId: Type.String(), name: Type.String() })),
  }),
});

/** Says what a group gives. */
export const saveGroup = endpoint({
  module: 'federation',
  name: 'save-group',
  kind: 'command',
  summary:
    'Says which roles and sites a group gives; a group without an id is added by the name that the provider uses.',
  permission: federationPermissions.changeGroups,
  request: Type.Object({
    groupId: Type.Union([Id, Type.Null()]),
    name: Name,
    roles: Type.Array(Type.Enum([...roleCodes]), { maxItems: 30 }),
    seesAllSites: Type.Boolean(),
    siteIds: Type.Array(Id, { maxItems: 200 }),
  }),
  response: Type.Object({ groupId: Type.String() }),
  refusals: [
    federationRefusals.unknownGroup,
    federationRefusals.groupNameTaken,
    federationRefusals.unknownSite,
    federationRefusals.roleByPeopleAlone,
  ],
});
