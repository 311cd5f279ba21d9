/** A person with an account at the simulated identity provider. */
export interface IdentityAccount {
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  readonly groups: readonly string[];
  /** How the person proves identity there (RFC 8176): `otp` or `hwk` beside `pwd` is a second factor. */
  readonly methods: readonly string[];
}

/** Everybody whom the provider knows. Some stand in the demonstration as people of the staff. */
export const identityAccounts: readonly IdentityAccount[] = [
  {
    subject: '00u-ines-okafor',
    name: 'Ines Okafor',
    email: 'ines.okafor@harborview.example',
    groups: ['Pharmacy intake'],
    methods: ['pwd', 'otp'],
  },
  {
    subject: '00u-clara-nguyen',
    name: 'Clara Nguyen',
    email: 'clara.nguyen@harborview.example',
    groups: ['Pharmacists'],
    methods: ['pwd'],
  },
  {
    subject: '00u-ben-castillo',
    name: 'Ben Castillo',
    email: 'ben.castillo@harborview.example',
    groups: ['Pharmacy access'],
    methods: ['pwd', 'otp'],
  },
  {
    subject: '00u-visitor',
    name: 'Robin Visitor',
    email: 'robin@clinic.example',
    groups: [],
    methods: ['pwd', 'otp'],
  },
];

/** Ways in which a provider, or whoever stands between, can be wrong. Each is wrong in one point and right in all others. */
export type Misbehavior =
  | 'tampered-token'
  | 'other-audience'
  | 'other-nonce'
  | 'expired-token'
  | 'future-token'
  | 'other-token-issuer'
  | 'other-answer-issuer'
  | 'no-answer-issuer'
  | 'unsigned-token'
  | 'shared-secret-token'
  | 'no-code';

/** Composes the claims of an ID token, wrong in the point of the misbehavior. */
export function composeClaims(
  account: IdentityAccount,
  asked: {
    readonly issuer: string;
    readonly clientId: string;
    readonly nonce: string;
    readonly seconds: number;
    readonly provenSeconds: number;
    readonly misbehavior: Misbehavior | null;
  },
): Readonly<Record<string, unknown>> {
  const { misbehavior } = asked;
  const shift = misbehavior === 'expired-token' ? -1200 : misbehavior === 'future-token' ? 1200 : 0;
  return {
    iss: misbehavior === 'other-token-issuer' ? 'https://elsewhere.example' : asked.issuer,
    sub: account.subject,
    aud: misbehavior === 'other-audience' ? 'another-client' : asked.clientId,
    nonce: misbehavior === 'other-nonce' ? 'a nonce of another sign-in' : asked.nonce,
    iat: asked.seconds + shift,
    exp: asked.seconds + shift + 300,
    auth_time: asked.provenSeconds,
    amr: account.methods,
    name: account.name,
    email: account.email,
    email_verified: true,
    groups: account.groups,
  };
}
