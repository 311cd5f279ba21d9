import { exportJWK, generateKeyPair } from 'jose';
import type { Jwk } from './provider-store.ts';

/** A pair of keys by which Theriac proves itself; only the public one is ever shown. */
export interface SigningKey {
  readonly privateKey: Jwk;
  readonly publicKey: Jwk;
}

/** Makes a pair of keys on an elliptic curve, as JSON Web Keys that name their algorithm. */
export async function makeSigningKey(algorithm: 'ES256' | 'ES384'): Promise<SigningKey> {
  const pair = await generateKeyPair(algorithm, { extractable: true });
  const named = { kid: crypto.randomUUID(), alg: algorithm, use: 'sig' };
  return {
    privateKey: { ...((await exportJWK(pair.privateKey)) as Jwk), ...named },
    publicKey: { ...((await exportJWK(pair.publicKey)) as Jwk), ...named },
  };
}
