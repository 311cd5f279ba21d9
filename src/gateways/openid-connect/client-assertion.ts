import { importJWK, SignJWT } from 'jose';
import { type Instant, millisecondsOf } from '../../kernel/instant.ts';
import type { Jwk } from '../../modules/federation/index.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

// A token endpoint sees it within seconds; SMART App Launch 2.2 allows five minutes.
const assertionSeconds = 60;

/** Adds what proves this client to a token endpoint (RFC 7523, 2.2): an assertion with a number of its own, signed by the algorithm that the key names. */
export async function addClientAssertion(
  form: URLSearchParams,
  signed: {
    readonly privateKey: Jwk;
    readonly clientId: string;
    readonly audience: string;
    readonly now: Instant;
  },
): Promise<void> {
  const { privateKey } = signed;
  const [alg, kid] = [String(privateKey['alg']), String(privateKey['kid'])];
  const seconds = Math.floor(millisecondsOf(signed.now) / 1000);
  const assertion = await new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({ alg, kid, typ: 'JWT' })
    .setIssuer(signed.clientId)
    .setSubject(signed.clientId)
    .setAudience(signed.audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + assertionSeconds)
    .sign(await importJWK({ ...privateKey, kty: 'EC' }, alg));
  form.set('client_assertion_type', assertionType);
  form.set('client_assertion', assertion);
}
