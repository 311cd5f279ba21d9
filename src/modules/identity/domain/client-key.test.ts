import { expect, test } from 'vitest';
import type { Json } from '../../../kernel/json.ts';
import { decideClientKeys } from './client-key.ts';

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
    expect(decideClientKeys(given)).toMatchObject({ refusal: { code: 'identity.client-key-invalid' } });
});
