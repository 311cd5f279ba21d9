import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { identityPermissions } from './permissions.ts';
import { identityRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const Done = Type.Object({});
const Base64Url = Type.String({ pattern: '^[A-Za-z0-9_-]*$', maxLength: 65_536 });
/** A passkey's answer as browsers write it (W3C Web Authentication, PublicKeyCredential.toJSON). */
const credential = {
  id: Base64Url,
  rawId: Base64Url,
  type: Type.Literal('public-key'),
  clientExtensionResults: Type.Object({}),
  authenticatorAttachment: Type.Optional(Type.String()),
};
const Registration = Type.Object({
  ...credential,
  response: Type.Object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: Type.Optional(Type.Array(Type.String())),
  }),
});
const Assertion = Type.Object({
  ...credential,
  response: Type.Object({ clientDataJSON: Base64Url, authenticatorData: Base64Url, signature: Base64Url }),
});
const PasskeyAnswer = Type.Object({ challengeId: Id, response: Assertion });
/** Options for the browser; their shape is that of W3C Web Authentication. */
const Begun = Type.Object({ challengeId: Type.String(), options: Type.Object({ challenge: Type.String() }) });

/** Shows a person's own factors. */
export const getAccount = endpoint({
  module: 'identity',
  name: 'get-account',
  kind: 'query',
  summary: 'Shows the person’s own passkeys and how many recovery codes are left.',
  permission: 'signed-in',
  request: Type.Object({}),
  response: Type.Object({
    passkeys: Type.Array(
      Type.Object({
        passkeyId: Type.String(),
        label: Type.String(),
        isDeviceBound: Type.Boolean(),
        madeAt: Type.String(),
      }),
    ),
    recoveryCodesLeft: Type.Integer(),
  }),
});

/** Begins the registration of a passkey. */
export const beginPasskeyRegistration = endpoint({
  module: 'identity',
  name: 'begin-passkey-registration',
  kind: 'command',
  summary: 'Begins the registration of a passkey for the person’s own account.',
  permission: identityPermissions.changeOwnFactors,
  request: Type.Object({}),
  response: Begun,
});

/** Registers the passkey that the browser made. */
export const registerPasskey = endpoint({
  module: 'identity',
  name: 'register-passkey',
  kind: 'command',
  summary: 'Registers the passkey that the browser made, and notes whether it can leave its device.',
  permission: identityPermissions.changeOwnFactors,
  request: Type.Object({
    challengeId: Id,
    label: Type.String({ minLength: 1, maxLength: 64 }),
    response: Registration,
  }),
  response: Type.Object({ passkeyId: Type.String(), isDeviceBound: Type.Boolean() }),
  refusals: [identityRefusals.passkeyNotAccepted, identityRefusals.passkeyKnown],
});

/** Takes a passkey of the person's own out of use. */
export const removePasskey = endpoint({
  module: 'identity',
  name: 'remove-passkey',
  kind: 'command',
  summary: 'Takes a passkey of the person’s own out of use.',
  permission: identityPermissions.changeOwnFactors,
  request: Type.Object({ passkeyId: Id }),
  response: Done,
  refusals: [identityRefusals.unknownPasskey],
});

/** Makes recovery codes, which are shown once. */
export const makeRecoveryCodes = endpoint({
  module: 'identity',
  name: 'make-recovery-codes',
  kind: 'command',
  summary: 'Makes ten recovery codes in place of all earlier ones and shows them once; each stands in for one code.',
  permission: identityPermissions.changeOwnFactors,
  request: Type.Object({}),
  response: Type.Object({ codes: Type.Array(Type.String()) }),
});

/** Begins a proof by passkey. */
export const beginPasskeyProof = endpoint({
  module: 'identity',
  name: 'begin-passkey-proof',
  kind: 'command',
  summary: 'Begins a proof of identity by passkey, for sign-in, unlocking and fresh proof.',
  permission: null,
  request: Type.Object({}),
  response: Begun,
});

/** Signs in by passkey. */
export const signInByPasskey = endpoint({
  module: 'identity',
  name: 'sign-in-by-passkey',
  kind: 'command',
  summary: 'Signs in by passkey alone, which is two factors in one.',
  permission: null,
  request: PasskeyAnswer,
  response: Done,
  refusals: [identityRefusals.signInFailed],
});

/** Proves identity again by passkey. */
export const proveByPasskey = endpoint({
  module: 'identity',
  name: 'prove-by-passkey',
  kind: 'command',
  summary: 'Proves identity again by passkey: unlocks the session and opens sensitive steps for five minutes.',
  permission: null,
  request: PasskeyAnswer,
  response: Done,
  refusals: [identityRefusals.signInFailed, identityRefusals.sessionNeeded],
});
