/**
 * What is checked of a sign-in at an identity provider, in this order, and what it means when a check fails. The sentences are for
 * the administrator who tries a provider; whoever signs in learns only that it did not work.
 */
export const signInChecks = {
  configuration: {
    label: 'The configuration of the provider can be read',
    failure: 'Nothing that can be used was answered at <issuer>/.well-known/openid-configuration. Check the issuer.',
  },
  'configuration-issuer': {
    label: 'The configuration belongs to this issuer',
    failure: 'The configuration names another issuer. Copy the issuer from it, letter by letter.',
  },
  'code-challenge': {
    label: 'The provider takes a code with proof of possession (PKCE, S256)',
    failure: 'The provider does not say that it takes code challenges by S256. Theriac signs nobody in without.',
  },
  provider: {
    label: 'The provider did not refuse',
    failure: 'The provider sent the person back with an error in place of a code.',
  },
  'answer-issuer': {
    label: 'The answer comes from the provider that was asked (RFC 9207)',
    failure: 'The answer names another issuer than the one that was asked: somebody may have mixed up two providers.',
  },
  exchange: {
    label: 'The code was exchanged for an ID token',
    failure:
      'The token endpoint refused the code. Check the client id, the public key or secret, and the redirect address.',
  },
  signature: {
    label: 'The ID token is signed with a key of the provider',
    failure:
      'The signature does not verify with any public key of the provider, or is made by a way that is not taken.',
  },
  issuer: {
    label: 'The ID token was issued by this provider',
    failure: 'The ID token names another issuer.',
  },
  audience: {
    label: 'The ID token was made for Theriac',
    failure: 'The ID token was made for another client. Check the client id.',
  },
  time: {
    label: 'The ID token is of now',
    failure: 'The ID token has expired or is not of now. Check the clocks of both sides.',
  },
  nonce: {
    label: 'The ID token answers this very sign-in',
    failure: 'The nonce is not that of this sign-in: the ID token may have been used before.',
  },
  domain: {
    label: 'The account is of a domain of this health system',
    failure: 'The mail address is absent, not verified, or of a domain that is not on the list.',
  },
  'second-factor': {
    label: 'The provider vouches for a second factor',
    failure: 'Neither amr nor acr has a value that counts as a second factor: Theriac asks for one of its own.',
  },
  account: {
    label: 'The account is linked to a person',
    failure:
      'Nobody is linked to this account yet: whoever signs in links it by signing in with factors of Theriac once.',
  },
} as const;

/** The code of a check. */
export type CheckCode = keyof typeof signInChecks;

/** The outcome of one check: `noted` is no failure, but something more is asked for. */
export interface SignInCheck {
  readonly check: CheckCode;
  readonly outcome: 'passed' | 'failed' | 'noted';
  /** What was found, as a code, an address or a moment that an administrator can compare. */
  readonly found?: string;
  readonly expected?: string;
}

/** Finds the first check that failed; null when all is well. */
export function findFailure(checks: readonly SignInCheck[]): SignInCheck | null {
  return checks.find(({ outcome }) => outcome === 'failed') ?? null;
}

/** States the outcome of a check that either passes or fails. */
export function stateCheck(
  check: CheckCode,
  passes: boolean,
  compared: { readonly found?: string; readonly expected?: string } = {},
): SignInCheck {
  return passes ? { check, outcome: 'passed' } : { check, outcome: 'failed', ...compared };
}
