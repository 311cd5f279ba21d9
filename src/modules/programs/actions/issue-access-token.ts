import { createLocalJWKSet, decodeJwt, type JWTPayload, jwtVerify } from 'jose';
import { isUuid } from '../../../kernel/ids.ts';
import { addMinutes, instantOf, millisecondsOf } from '../../../kernel/instant.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import {
  type ApiClient,
  accessTokenMinutes,
  appendAccessToken,
  appendAssertion,
  type ClientId,
  findClient,
} from '../client-store.ts';
import { assertionAlgorithms } from '../domain/client-key.ts';

/** A request for an access token (RFC 6749, 4.4, with RFC 7523, 2.2). */
export interface TokenRequest {
  readonly grantType: string | null;
  readonly assertionType: string | null;
  readonly assertion: string | null;
  /** Scopes separated by spaces; all of the program's when absent. */
  readonly scope: string | null;
  /** The addresses of the token endpoint, of which the assertion names one. */
  readonly audiences: readonly string[];
}

/** The answer: a token, or an error code of RFC 6749, section 5.2. */
export type TokenAnswer =
  | { readonly ok: true; readonly token: string; readonly expiresInSeconds: number; readonly scope: string }
  | {
      readonly ok: false;
      readonly error: 'invalid_client' | 'invalid_scope' | 'unsupported_grant_type';
      readonly clientId: ClientId | null;
    };

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const longestAssertionMinutes = 5;

/** Issues a short-lived access token to a program that signs with its private key; each assertion is good once. */
export async function issueAccessToken(tx: TenantTransaction, request: TokenRequest): Promise<TokenAnswer> {
  if (request.grantType !== 'client_credentials') return fail('unsupported_grant_type');
  const client = await proveClient(tx, request);
  if (client === null) return fail('invalid_client');
  const asked = (request.scope ?? '').split(' ').filter((scope) => scope !== '');
  if (asked.some((scope) => !client.scopes.includes(scope))) return fail('invalid_scope', client.clientId);
  const scopes = asked.length === 0 ? client.scopes : asked;
  const token = await appendAccessToken(tx, { clientId: client.clientId, scopes });
  return { ok: true, token, expiresInSeconds: accessTokenMinutes * 60, scope: scopes.join(' ') };
}

async function proveClient(tx: TenantTransaction, request: TokenRequest): Promise<ApiClient | null> {
  const { assertion } = request;
  if (assertion === null || request.assertionType !== assertionType) return null;
  const client = await findClaimedClient(tx, assertion);
  if (client === null || client.isDisabled) return null;
  const claims = await verifyAssertion(tx, { assertion, client, audiences: request.audiences });
  const { exp, jti } = claims ?? {};
  if (exp === undefined || jti === undefined || jti.length > 128) return null;
  const expiresAt = instantOf(exp * 1000);
  if (expiresAt > addMinutes(tx.now, longestAssertionMinutes + 1)) return null;
  const isNew = await appendAssertion(tx, { clientId: client.clientId, assertionId: jti, expiresAt });
  return isNew ? client : null;
}

async function findClaimedClient(tx: TenantTransaction, assertion: string): Promise<ApiClient | null> {
  const claimed = await Promise.resolve(assertion)
    .then((text) => decodeJwt(text).iss ?? '')
    .catch(() => '');
  return isUuid(claimed) ? findClient(tx, claimed as string as ClientId) : null;
}

function verifyAssertion(
  tx: TenantTransaction,
  claimed: { readonly assertion: string; readonly client: ApiClient; readonly audiences: readonly string[] },
): Promise<JWTPayload | null> {
  const { client, assertion } = claimed;
  const keys = createLocalJWKSet({ keys: client.publicKeys.map((key) => ({ ...key, kty: String(key['kty']) })) });
  const { clientId } = client;
  return jwtVerify(assertion, keys, {
    algorithms: assertionAlgorithms,
    issuer: clientId,
    subject: clientId,
    audience: [...claimed.audiences],
    requiredClaims: ['exp', 'jti'],
    clockTolerance: 30,
    currentDate: new Date(millisecondsOf(tx.now)),
  }).then(
    ({ payload }) => payload,
    () => null,
  );
}

function fail(error: Extract<TokenAnswer, { ok: false }>['error'], clientId: ClientId | null = null): TokenAnswer {
  return { ok: false, error, clientId };
}
