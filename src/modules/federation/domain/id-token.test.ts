import { describe, expect, test } from 'vitest';
import { type Instant, millisecondsOf } from '../../../kernel/instant.ts';
import { checkIdToken, type IdTokenClaims, readGroups, readProvenAt, readSubject } from './id-token.ts';

const now = '2026-03-02T15:00:00.000Z' as Instant;
const seconds = millisecondsOf(now) / 1000;
const provider = {
  issuer: 'https://id.example',
  clientId: 'theriac',
  skewSeconds: 60,
  domains: ['health.example'],
  acceptedMethods: ['otp'],
  acceptedContexts: ['urn:two-factors'],
};
const good: IdTokenClaims = {
  iss: 'https://id.example',
  sub: 'a',
  aud: 'theriac',
  nonce: 'n',
  iat: seconds,
  exp: seconds + 300,
  amr: ['pwd', 'otp'],
  email: 'ines@Health.example',
};

/** Lists which checks do not pass. */
function listOpen(claims: IdTokenClaims): readonly string[] {
  return checkIdToken(claims, { provider, nonce: 'n', now }).flatMap(({ check, outcome }) =>
    outcome === 'passed' ? [] : [`${check} ${outcome}`],
  );
}

describe('the claims of an ID token', () => {
  test.each<[string, IdTokenClaims, readonly string[]]>([
    ['hold', {}, []],
    ['name two audiences and this party', { aud: ['theriac', 'other'], azp: 'theriac' }, []],
    ['name two audiences and no party', { aud: ['theriac', 'other'] }, ['audience failed']],
    ['name another party', { azp: 'other' }, ['audience failed']],
    ['have no audience', { aud: undefined }, ['audience failed']],
    ['have an issuer with another ending', { iss: 'https://id.example/' }, ['issuer failed']],
    ['have expired within the skew', { iat: seconds - 300, exp: seconds - 59 }, []],
    ['have expired', { iat: seconds - 300, exp: seconds - 60 }, ['time failed']],
    ['were made ahead within the skew', { iat: seconds + 60 }, []],
    ['were made ahead', { iat: seconds + 61 }, ['time failed']],
    ['were made long ago', { iat: seconds - 661 }, ['time failed']],
    ['are not valid yet', { nbf: seconds + 61 }, ['time failed']],
    ['have no end', { exp: undefined }, ['time failed']],
    ['have an end that is no number', { exp: 'never' }, ['time failed']],
    ['have no nonce', { nonce: undefined }, ['nonce failed']],
    ['are of another domain', { email: 'ines@health.example.evil.example' }, ['domain failed']],
    ['have an address that is not verified', { email_verified: false }, ['domain failed']],
    ['have no address', { email: undefined }, ['domain failed']],
    ['vouch for one factor', { amr: ['pwd'] }, ['second-factor noted']],
    ['vouch by a text in place of a list', { amr: 'otp' }, ['second-factor noted']],
    ['vouch for two by context', { amr: undefined, acr: 'urn:two-factors' }, []],
  ])('%s', (_fact, change, open) => {
    expect(listOpen({ ...good, ...change })).toEqual(open);
  });

  test('never count as a second factor where none is accepted', () => {
    const strict = { ...provider, acceptedMethods: [], acceptedContexts: [] };
    const checks = checkIdToken({ ...good, acr: '' }, { provider: strict, nonce: 'n', now });
    expect(checks.find(({ check }) => check === 'second-factor')?.outcome).toBe('noted');
  });

  test('say when the person proved identity; an hour ago where they do not', () => {
    expect(readProvenAt({ auth_time: seconds - 30 }, now)).toBe('2026-03-02T14:59:30.000Z');
    expect(readProvenAt({ auth_time: seconds + 30 }, now)).toBe(now);
    expect(readProvenAt({}, now)).toBe('2026-03-02T14:00:00.000Z');
  });

  test('name a subject of at most 255 characters, and groups or nothing of them', () => {
    expect([readSubject({ sub: 'a' }), readSubject({ sub: '' }), readSubject({ sub: 1 })]).toEqual(['a', null, null]);
    expect(readSubject({ sub: 'a'.repeat(256) })).toBeNull();
    expect(readGroups({ groups: ['a', 1, 'b'] }, 'groups')).toEqual(['a', 'b']);
    expect(readGroups({}, 'groups')).toBeNull();
  });
});
