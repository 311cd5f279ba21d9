import { addMinutes, type Instant, instantOf, millisecondsOf } from '../../../kernel/instant.ts';
import type { Provider } from './provider.ts';
import { type SignInCheck, stateCheck } from './sign-in-check.ts';

/** The claims of an ID token whose signature was verified. Nothing else about them is believed yet. */
export type IdTokenClaims = Readonly<Record<string, unknown>>;

/** What the claims are held against. */
export interface ExpectedToken {
  readonly provider: Pick<
    Provider,
    'issuer' | 'clientId' | 'skewSeconds' | 'domains' | 'acceptedMethods' | 'acceptedContexts'
  >;
  readonly nonce: string;
  readonly now: Instant;
}

/** The longest that an ID token may be old (OpenID Connect Core 1.0, 3.1.3.7, rule 10 leaves the number to the client). */
const oldestMinutes = 10;

/** Checks the claims of an ID token (OpenID Connect Core 1.0, 3.1.3.7). Every check is made, so that all failures are known at once. */
export function checkIdToken(claims: IdTokenClaims, expected: ExpectedToken): readonly SignInCheck[] {
  const { provider } = expected;
  return [
    stateCheck('issuer', claims['iss'] === provider.issuer, {
      found: toText(claims['iss']),
      expected: provider.issuer,
    }),
    checkAudience(claims, provider.clientId),
    checkTime(claims, expected),
    stateCheck('nonce', claims['nonce'] === expected.nonce),
    checkDomain(claims, provider.domains),
    checkSecondFactor(claims, provider),
  ];
}

/** Reads whose account it is; null when the token names nobody (a subject has at most 255 characters). */
export function readSubject(claims: IdTokenClaims): string | null {
  const subject = claims['sub'];
  return typeof subject === 'string' && subject !== '' && subject.length <= 255 ? subject : null;
}

/** Reads when the person proved identity at the provider; an hour ago when it does not say, so that no step takes it for fresh. */
export function readProvenAt(claims: IdTokenClaims, now: Instant): Instant {
  const at = claims['auth_time'];
  return isTime(at) ? instantOf(Math.min(Math.trunc(at) * 1000, millisecondsOf(now))) : addMinutes(now, -60);
}

/** Reads the groups that a claim names: a list of texts, or one text; null when the claim is absent, which says nothing. */
export function readGroups(claims: IdTokenClaims, claim: string): readonly string[] | null {
  const named = claims[claim];
  if (named === undefined || named === null) return null;
  return (Array.isArray(named) ? named : [named]).filter((each): each is string => typeof each === 'string');
}

function checkAudience(claims: IdTokenClaims, clientId: string): SignInCheck {
  const named: readonly unknown[] = Array.isArray(claims['aud']) ? claims['aud'] : [claims['aud']];
  const party = claims['azp'];
  // A token for several has to name the one that asked, and none may name another.
  const isMine = named.includes(clientId) && (party === undefined ? named.length === 1 : party === clientId);
  return stateCheck('audience', isMine, { found: named.map(toText).join(' '), expected: clientId });
}

function checkTime(claims: IdTokenClaims, { now, provider }: ExpectedToken): SignInCheck {
  const { exp, iat, nbf } = claims;
  const seconds = millisecondsOf(now) / 1000;
  const skew = provider.skewSeconds;
  const isOfNow =
    isTime(exp) &&
    isTime(iat) &&
    exp > seconds - skew &&
    iat <= seconds + skew &&
    iat >= seconds - oldestMinutes * 60 - skew &&
    (nbf === undefined || (isTime(nbf) && nbf <= seconds + skew));
  const found = isTime(iat) && isTime(exp) ? `${toInstant(iat)} to ${toInstant(exp)}` : 'no time';
  return stateCheck('time', isOfNow, { found, expected: now });
}

function checkDomain(claims: IdTokenClaims, domains: readonly string[]): SignInCheck {
  if (domains.length === 0) return stateCheck('domain', true);
  const address = claims['email'];
  const domain = typeof address === 'string' ? (address.split('@').at(-1) ?? '').toLowerCase() : '';
  const isOurs = domains.includes(domain) && claims['email_verified'] !== false;
  return stateCheck('domain', isOurs, { found: domain === '' ? 'no address' : domain, expected: domains.join(' ') });
}

function checkSecondFactor(claims: IdTokenClaims, provider: ExpectedToken['provider']): SignInCheck {
  const methods = Array.isArray(claims['amr']) ? claims['amr'].map(toText) : [];
  const context = toText(claims['acr']);
  const isVouched =
    provider.acceptedMethods.some((method) => methods.includes(method)) || provider.acceptedContexts.includes(context);
  if (isVouched) return { check: 'second-factor', outcome: 'passed' };
  return {
    check: 'second-factor',
    outcome: 'noted',
    found: `amr ${methods.join(' ') || 'none'}, acr ${context || 'none'}`,
  };
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 && value < 1e11;
}

function toInstant(seconds: number): Instant {
  return instantOf(Math.trunc(seconds) * 1000);
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : '';
}
