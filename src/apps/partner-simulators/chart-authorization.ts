import { createHash, randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  exportJWK,
  generateKeyPair,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import { composeClaims, identityAccounts, type Misbehavior } from './identity-rules.ts';

/** A client that the EHR knows: where its public keys are, what it may ask for, and how people launch it. */
export interface ChartClient {
  readonly clientId: string;
  readonly keysAddress: string;
  readonly scopes: readonly string[];
  /** Null for a client that comes by itself alone. */
  readonly launch: { readonly address: string; readonly redirectAddress: string } | null;
}

/** An answer of the authorization server. */
export type AuthorizationAnswer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'redirect'; readonly location: string };

interface Launch {
  readonly clientId: string;
  readonly patientId: string;
  readonly subject: string;
}

interface Grant extends Launch {
  readonly redirectAddress: string;
  readonly challenge: string;
  readonly nonce: string;
  readonly scopes: readonly string[];
}

interface Token {
  readonly scopes: readonly string[];
  readonly patientId: string | null;
  readonly untilSeconds: number;
}

// SMART Backend Services: a token lasts five minutes at most; an assertion does not live longer.
const tokenSeconds = 300;
const algorithms = ['RS384', 'ES384'];

/** The authorization server of a simulated EHR (SMART App Launch 2.2): tokens for programs, and launches for people. */
export class ChartAuthorization {
  readonly #issuer: string;
  readonly #clients: ReadonlyMap<string, ChartClient>;
  readonly #now: () => number;
  readonly #key: Promise<{ readonly sign: CryptoKey; readonly jwk: JWK }>;
  readonly #launches = new Map<string, Launch>();
  readonly #grants = new Map<string, Grant>();
  readonly #tokens = new Map<string, Token>();
  readonly #assertions = new Set<string>();
  issuedTokens = 0;
  /** In which point what it says of people is wrong; null when all is right. */
  misbehavior: Misbehavior | null = null;

  constructor(options: {
    readonly issuer: string;
    readonly clients: readonly ChartClient[];
    /** Milliseconds since 1970. */
    readonly now: () => number;
  }) {
    this.#issuer = options.issuer;
    this.#clients = new Map(options.clients.map((client) => [client.clientId, client]));
    this.#now = options.now;
    this.#key = makeKey();
  }

  describe(): object {
    const issuer = this.#issuer;
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      grant_types_supported: ['authorization_code', 'client_credentials'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: algorithms,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      capabilities: [
        'launch-ehr',
        'client-confidential-asymmetric',
        'context-ehr-patient',
        'sso-openid-connect',
        'permission-v2',
      ],
    };
  }

  async listKeys(): Promise<object> {
    return { keys: [(await this.#key).jwk] };
  }

  /** Lets a person launch a client with a patient open; returns the address that the browser goes to, null for an unknown client. */
  launch(baseAddress: string, chosen: Launch): string | null {
    const client = this.#clients.get(chosen.clientId);
    if (client?.launch == null) return null;
    const launch = randomUUID();
    this.#launches.set(launch, chosen);
    const address = new URL(client.launch.address);
    address.searchParams.set('iss', baseAddress);
    address.searchParams.set('launch', launch);
    return address.toString();
  }

  /** Answers a client that a person launched: the person is at work in the EHR and is not asked again. */
  authorize(asked: URLSearchParams, baseAddress: string): AuthorizationAnswer {
    const client = this.#clients.get(asked.get('client_id') ?? '');
    const redirectAddress = asked.get('redirect_uri') ?? '';
    if (client?.launch?.redirectAddress !== redirectAddress)
      return { kind: 'json', status: 400, body: { error: 'invalid_request' } };
    const back = new URL(redirectAddress);
    back.searchParams.set('state', asked.get('state') ?? '');
    if (this.misbehavior !== 'no-answer-issuer')
      back.searchParams.set(
        'iss',
        this.misbehavior === 'other-answer-issuer' ? 'https://elsewhere.example' : this.#issuer,
      );
    const launched = this.#launches.get(asked.get('launch') ?? '');
    this.#launches.delete(asked.get('launch') ?? '');
    const scopes = (asked.get('scope') ?? '').split(' ');
    const isWhole =
      asked.get('code_challenge_method') === 'S256' &&
      asked.get('response_type') === 'code' &&
      asked.get('aud') === baseAddress &&
      ['launch', 'openid', 'fhirUser'].every((scope) => scopes.includes(scope));
    if (launched === undefined || launched.clientId !== client.clientId || !isWhole) {
      back.searchParams.set('error', 'access_denied');
      return { kind: 'redirect', location: back.toString() };
    }
    const code = randomUUID();
    const [challenge, nonce] = [asked.get('code_challenge') ?? '', asked.get('nonce') ?? ''];
    this.#grants.set(code, { ...launched, redirectAddress, challenge, nonce, scopes });
    back.searchParams.set('code', code);
    return { kind: 'redirect', location: back.toString() };
  }

  /** Gives a token to a client that proves itself: for itself, or for the person who launched it. */
  async giveToken(form: URLSearchParams): Promise<AuthorizationAnswer> {
    const client = await this.#proveClient(form);
    if (client === null) return { kind: 'json', status: 401, body: { error: 'invalid_client' } };
    if (form.get('grant_type') === 'client_credentials') return this.#giveForItself(client, form);
    const code = form.get('code') ?? '';
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      grant !== undefined &&
      grant.clientId === client.clientId &&
      grant.challenge === challenge &&
      grant.redirectAddress === form.get('redirect_uri');
    if (!isRight) return { kind: 'json', status: 400, body: { error: 'invalid_grant' } };
    const { patientId, scopes } = grant;
    const body = {
      ...this.#issue({ scopes, patientId }),
      patient: patientId,
      id_token: await this.#composeIdToken(grant),
    };
    return { kind: 'json', status: 200, body };
  }

  /** Tells what a token may do; null when it is none, or no longer. */
  findToken(authorization: string | undefined): Pick<Token, 'scopes' | 'patientId'> | null {
    const token = this.#tokens.get(authorization?.replace(/^Bearer /, '') ?? '');
    return token === undefined || token.untilSeconds <= this.#seconds() ? null : token;
  }

  /** Makes every token void, as an authorization server does when it is restarted. */
  revokeTokens(): void {
    this.#tokens.clear();
  }

  #giveForItself(client: ChartClient, form: URLSearchParams): AuthorizationAnswer {
    const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => client.scopes.includes(scope));
    if (scopes.length === 0) return { kind: 'json', status: 400, body: { error: 'invalid_scope' } };
    return { kind: 'json', status: 200, body: this.#issue({ scopes, patientId: null }) };
  }

  #issue(of: Pick<Token, 'scopes' | 'patientId'>) {
    const token = randomUUID();
    this.issuedTokens += 1;
    this.#tokens.set(token, { ...of, untilSeconds: this.#seconds() + tokenSeconds });
    return { access_token: token, token_type: 'bearer', expires_in: tokenSeconds, scope: of.scopes.join(' ') };
  }

  /** Verifies a client assertion: key, algorithm, audience, lifetime, and a number that was not used before. */
  async #proveClient(form: URLSearchParams): Promise<ChartClient | null> {
    const assertion = form.get('client_assertion') ?? '';
    try {
      const client = this.#clients.get(decodeJwt(assertion).iss ?? '');
      if (client === undefined) return null;
      const { payload } = await jwtVerify(
        assertion,
        createRemoteJWKSet(new URL(client.keysAddress), { [customFetch]: fetchKeys }),
        {
          ...{ algorithms, issuer: client.clientId, subject: client.clientId, audience: `${this.#issuer}/token` },
          requiredClaims: ['exp', 'jti'],
          currentDate: new Date(this.#now()),
        },
      );
      const { jti = '', exp = 0 } = payload;
      if (exp > this.#seconds() + tokenSeconds || this.#assertions.has(jti)) return null;
      this.#assertions.add(jti);
      return client;
    } catch {
      return null;
    }
  }

  async #composeIdToken(grant: Grant): Promise<string> {
    const account = identityAccounts.find(({ subject }) => subject === grant.subject);
    if (account === undefined) throw new Error('there is no such account');
    const { sign, jwk } = await this.#key;
    const seconds = this.#seconds();
    const of = { clientId: grant.clientId, nonce: grant.nonce, issuer: this.#issuer };
    const claims = composeClaims(account, { ...of, seconds, provenSeconds: seconds, misbehavior: this.misbehavior });
    return new SignJWT({ ...claims, fhirUser: `Practitioner/${account.subject}` })
      .setProtectedHeader({ alg: 'ES384', kid: jwk.kid ?? '', typ: 'JWT' })
      .sign(sign);
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}

/** Names under `localhost` are this very machine (RFC 6761, 6.3), also where its resolver does not know them. */
function fetchKeys(address: string, options: RequestInit): Promise<Response> {
  const { hostname, host, port, pathname } = new URL(address);
  if (!hostname.endsWith('.localhost')) return fetch(address, options);
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: pathname, headers: { host } }, (incoming) => {
      text(incoming).then((body) => resolve(new Response(body, { status: incoming.statusCode ?? 500 })), reject);
    }).on('error', reject);
  });
}

async function makeKey() {
  const { publicKey, privateKey } = await generateKeyPair('ES384', { extractable: true });
  return { sign: privateKey, jwk: { ...(await exportJWK(publicKey)), kid: randomUUID(), alg: 'ES384', use: 'sig' } };
}
