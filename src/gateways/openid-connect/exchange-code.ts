import { compactVerify, errors } from 'jose';
import type { Instant } from '../../kernel/instant.ts';
import type { Credential, IdTokenClaims, Provider } from '../../modules/federation/index.ts';
import { addClientAssertion } from './client-assertion.ts';
import { fetchJson } from './fetch-json.ts';
import type { ProviderDirectory, ProviderMetadata } from './provider-directory.ts';

/** Algorithms by which ID tokens are taken: public keys alone, so that `none` and shared secrets never pass. */
const algorithms = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'];

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
    const { privateKey } = credential;
    const signed = { privateKey, clientId: provider.clientId, audience: metadata.tokenEndpoint, now: asked.now };
    await addClientAssertion(form, signed);
  }
  const reply = await fetchJson(metadata.tokenEndpoint, { form, authorization });
  const token = reply?.status === 200 ? reply.body?.['id_token'] : null;
  return typeof token === 'string' ? token : null;
}

/** Verifies the signature of an ID token; the keys are asked again when its key is not among them. Null when it does not verify. */
export async function verifySignature(
  directory: ProviderDirectory,
  metadata: Pick<ProviderMetadata, 'keysAddress'>,
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
