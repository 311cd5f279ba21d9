import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { identityRefusals } from './refusals.ts';

export * from './access-api.ts';
export * from './account-api.ts';
export * from './site-api.ts';
export * from './staff-api.ts';

const Done = Type.Object({});
const Proof = Type.Object({
  password: Type.String({ minLength: 1, maxLength: 256 }),
  code: Type.String({ pattern: '^([0-9]{6}|[A-Za-z2-9]{5}-?[A-Za-z2-9]{5})$' }),
});
const SiteSummary = Type.Object({ siteId: Type.String(), name: Type.String(), timeZone: Type.String() });

/** Opens a session with user name, password and one-time code. */
export const signIn = endpoint({
  module: 'identity',
  name: 'sign-in',
  kind: 'command',
  summary: 'Signs in with user name, password and the code of an authenticator app, or a recovery code in its place.',
  permission: null,
  request: Type.Object({ userName: Type.String({ minLength: 1, maxLength: 128 }), ...Proof.properties }),
  response: Done,
  refusals: [identityRefusals.signInFailed, identityRefusals.signInPaused],
});

/** Tells whose sign-in page this address shows. */
export const describeTenant = endpoint({
  module: 'identity',
  name: 'describe-tenant',
  kind: 'query',
  summary: 'Names the health system of this address, before anybody has signed in.',
  permission: null,
  request: Type.Object({}),
  response: Type.Object({
    tenantName: Type.String(),
    isDemo: Type.Boolean(),
    policyNotices: Type.Array(Type.String()),
  }),
});

/** Tells who is signed in, where, and what they may do. */
export const getSession = endpoint({
  module: 'identity',
  name: 'get-session',
  kind: 'query',
  summary: 'Tells who is signed in, at which site, with which permissions.',
  permission: 'signed-in',
  request: Type.Object({}),
  response: Type.Object({
    staffId: Type.String(),
    staffName: Type.String(),
    userName: Type.String(),
    tenantName: Type.String(),
    roles: Type.Array(Type.Object({ code: Type.String(), label: Type.String() })),
    permissions: Type.Array(Type.String()),
    sites: Type.Array(SiteSummary),
    currentSiteId: Type.Union([Type.String(), Type.Null()]),
    isDemo: Type.Boolean(),
    policyNotices: Type.Array(Type.String()),
    /** The records of all sites stand open until then, when the person opened them in an emergency. */
    emergencyAccessUntil: Type.Union([Type.String(), Type.Null()]),
  }),
});

/** Proves identity again, which unlocks the session and makes the proof fresh. */
export const proveIdentity = endpoint({
  module: 'identity',
  name: 'prove-identity',
  kind: 'command',
  summary:
    'Proves identity again with password and code: unlocks the session and opens sensitive steps for five minutes.',
  permission: null,
  request: Proof,
  response: Done,
  refusals: [identityRefusals.signInFailed, identityRefusals.signInPaused, identityRefusals.sessionNeeded],
});

/** Locks the session at once. */
export const lockSession = endpoint({
  module: 'identity',
  name: 'lock-session',
  kind: 'command',
  summary: 'Locks the session until the person proves identity again.',
  permission: 'signed-in',
  request: Type.Object({}),
  response: Done,
});

/** Ends the session. */
export const signOut = endpoint({
  module: 'identity',
  name: 'sign-out',
  kind: 'command',
  summary: 'Ends the session.',
  permission: 'signed-in',
  request: Type.Object({}),
  response: Done,
});

/** Moves the session to another site. */
export const switchSite = endpoint({
  module: 'identity',
  name: 'switch-site',
  kind: 'command',
  summary: 'Moves the session to another of the person’s sites.',
  permission: 'signed-in',
  request: Type.Object({ siteId: Type.String({ format: 'uuid' }) }),
  response: Done,
  refusals: [identityRefusals.unknownSite],
});
