import { expect, test } from 'vitest';
import type { Json } from '../../../kernel/json.ts';
import { decideClientKeys, readClientKeys } from './client-key.ts';

const key = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) };

test('a public key, or a set of them, may be that of a program', () => {
  expect(decideClientKeys(key)).toEqual({ ok: true, value: [key] });
  expect(decideClientKeys({ keys: [key, { kty: 'OKP', crv: 'Ed25519', x: 'x'.repeat(43) }] }).ok).toBe(true);
});

test('a private key, a secret, a short RSA key and nothing at all are refused', () => {
  const wrong: readonly Json[] = [
    { ...key, d: 'secret' },
    { kty: 'oct', k: 'secret' },
    { kty: 'RSA', n: 'n'.repeat(171), e: 'AQAB' },
    { ...key, use: 'enc' },
    { keys: [] },
    'key',
    null,
  ];
  for (const given of wrong)
    expect(decideClientKeys(given)).toMatchObject({ refusal: { code: 'programs.client-key-invalid' } });
});

test('a refused key names the place that is wrong and what is expected there', () => {
  const factsOf = (text: string) => {
    const read = readClientKeys(text);
    return read.ok ? null : read.refusal.facts;
  };
  expect(factsOf(JSON.stringify({ keys: [key, { ...key, d: 'secret' }] }))).toEqual({
    where: '/keys/1/d',
    expected: 'no member of a private key',
  });
  expect(factsOf(JSON.stringify({ ...key, crv: 'P-521' }))).toEqual({ where: '/crv', expected: 'P-256 or P-384' });
  expect(factsOf('{\n  "kty": "EC" "crv"\n}')).toEqual({ where: 'line 2, column 15', expected: 'JSON' });
  expect(factsOf('{ "kty": EC }')).toMatchObject({ expected: 'JSON' });
  expect(factsOf('[]')).toEqual({ where: '/', expected: 'a JSON Web Key, or a set of them' });
  expect(readClientKeys(JSON.stringify(key)).ok).toBe(true);
});
