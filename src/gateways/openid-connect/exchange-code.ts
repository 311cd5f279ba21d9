import { compactVerify, errors, importJWK, SignJWT } from 'jose';
import { type Instant, millisecondsOf } from '../../kernel/instant.ts';
import type { Credential, IdTokenClaims, Provider } from '../../modules/federation/index.ts';
import { fetchJson } from './fetch-json.ts';
import type { ProviderDirectory, ProviderMetadata } from './provider-directory.ts';

/** Algorithms by which ID tokens are taken: public keys alone, so that `none` and shared secrets never pass. */
const algorithms = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'];

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const assertionSeconds = 60;

/** Exchanges a code for an ID token (RFC 6749, 4.1.3, with PKCE); null when the provider gives none. */
export async function exchangeCode(asked: {
  readonly metadata: ProviderMetadata;
  readonly provider: Provider;
  readonly credential: Credential;
  readonly code: string;
  readonly codeVerifier: string;
  readonly redirectAddress: string;
  readonly now: Instant;
}): Promise<string | null> {
  const { provider, credential, metadata } = asked;
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code: asked.code,
    code_verifier: asked.codeVerifier,
    redirect_uri: asked.redirectAddress,
    client_id: provider.clientId,
  });
  let authorization: string | null = null;
  if (credential.kind === 'secret') {
    const [id, secret] = [provider.clientId, credential.secret].map(encodeURIComponent);
    authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  } else {
    form.set('client_assertion_type', assertionType);
    form.set(
      'client_assertion',
      await signAssertion({
        credential,
        clientId: provider.clientId,
        audience: metadata.tokenEndpoint,
        now: asked.now,
      }),
    );
  }
  const reply = await fetchJson(metadata.tokenEndpoint, { form, authorization });
  const token = reply?.status === 200 ? reply.body?.['id_token'] : null;
  return typeof token === 'string' ? token : null;
}

/** Signs an assertion that proves this client to a token endpoint (RFC 7523, 2.2), good for a minute. */
async function signAssertion(signed: {
  readonly credential: Extract<Credential, { kind: 'private-key' }>;
  readonly clientId: string;
  readonly audience: string;
  readonly now: Instant;
}): Promise<string> {
  const { privateKey } = signed.credential;
  const seconds = Math.floor(millisecondsOf(signed.now) / 1000);
  return new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: 'ES256', kid: String(privateKey['kid']), typ: 'JWT' })
    .setIssuer(signed.clientId)
    .setSubject(signed.clientId)
    .setAudience(signed.audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + assertionSeconds)
    .sign(await importJWK({ ...privateKey, kty: 'EC' }, 'ES256'));
}

/** Verifies the signature of an ID token; the keys are asked again when its key is not among them. Null when it does not verify. */
export async function verifySignature(
  directory: ProviderDirectory,
  metadata: ProviderMetadata,
  idToken: string,
): Promise<IdTokenClaims | null> {
  for (const isMissing of [false, true]) {
    const keys = await directory.keys(metadata, { isMissing });
    if (keys === null) return null;
    try {
      const { payload } = await compactVerify(idToken, keys, { algorithms });
      const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
      return typeof claims === 'object' && claims !== null ? { ...claims } : null;
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) return null;
    }
  }
  return null;
}
