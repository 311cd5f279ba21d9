import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRemoteJWKSet, exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import { composeClaims, identityAccounts, type Misbehavior } from './identity-rules.ts';

/** A client that the provider knows: where its public keys are, and to which addresses people are sent back. */
export interface IdentityClient {
  readonly clientId: string;
  readonly keysAddress: string;
  readonly secret?: string;
  readonly redirectAddresses: readonly string[];
}

/** A simulated OpenID provider. */
export interface IdentityProvider {
  readonly port: number;
  readonly issuer: string;
  admit(client: IdentityClient): void;
  /** Makes everything from now on wrong in one point, or right again. */
  behave(misbehavior: Misbehavior | null): void;
  /** Signs with another key from now on; the one before is gone. */
  rotateKey(): Promise<void>;
  countKeyRequests(): number;
  stop(): Promise<void>;
}

interface Grant {
  readonly clientId: string;
  readonly redirectAddress: string;
  readonly challenge: string;
  readonly nonce: string;
  readonly subject: string;
  readonly provenSeconds: number;
}

interface State {
  readonly clients: Map<string, IdentityClient>;
  readonly grants: Map<string, Grant>;
  readonly now: () => number;
  issuer: string;
  misbehavior: Misbehavior | null;
  key: { readonly sign: CryptoKey; readonly jwk: JWK };
  keyRequests: number;
}

const largestBody = 65_536;

/** Starts an OpenID provider on loopback, at which everybody signs in by choosing who they are. */
export async function startIdentityProvider(options: {
  /** 0 takes a free port. */
  readonly port: number;
  readonly clients?: readonly IdentityClient[];
  /** Milliseconds since 1970; those of this machine unless said. */
  readonly now?: () => number;
}): Promise<IdentityProvider> {
  const state: State = {
    clients: new Map((options.clients ?? []).map((client) => [client.clientId, client])),
    grants: new Map(),
    now: options.now ?? Date.now,
    issuer: '',
    misbehavior: null,
    key: await makeKey(),
    keyRequests: 0,
  };
  const server = createServer((request, response) => {
    answer(state, request, response).catch(() => end(response, 400, { error: 'invalid_request' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  state.issuer = `http://localhost:${port}`;
  return {
    port,
    issuer: state.issuer,
    admit: (client) => void state.clients.set(client.clientId, client),
    behave: (misbehavior) => {
      state.misbehavior = misbehavior;
    },
    rotateKey: async () => {
      state.key = await makeKey();
    },
    countKeyRequests: () => state.keyRequests,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function makeKey(): Promise<State['key']> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { sign: privateKey, jwk: { ...(await exportJWK(publicKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' } };
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', state.issuer);
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /.well-known/openid-configuration':
      return end(response, 200, describe(state));
    case 'GET /keys':
      state.keyRequests += 1;
      return end(response, 200, { keys: [state.key.jwk] });
    case 'GET /authorize':
      return showAccounts(state, url.searchParams, response);
    case 'POST /authorize':
      return decide(state, new URLSearchParams(await readText(request)), response);
    case 'POST /token':
      return redeem(state, request, response);
    default:
      return end(response, 404, { error: 'not_found' });
  }
}

function describe({ issuer }: State) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_basic'],
    authorization_response_iss_parameter_supported: true,
  };
}

function showAccounts(state: State, asked: URLSearchParams, response: ServerResponse): void {
  if (!isKnownAddress(state, asked)) {
    end(response, 400, { error: 'invalid_redirect_uri' });
    return;
  }
  const hidden = [...asked].map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const buttons = identityAccounts.map(
    ({ subject, name, email, methods }) =>
      `<button name="subject" value="${escapeHtml(subject)}"><b>${escapeHtml(name)}</b><br><small>${escapeHtml(email)} &middot; ${escapeHtml(methods.join(', '))}</small></button>`,
  );
  const style =
    'body{font:16px system-ui;margin:12vh auto;max-width:26rem;padding:0 1rem;background:#fff;color:#1b1f24}button{display:block;width:100%;margin:.5rem 0;padding:.6rem;text-align:left;background:#f3f5f7;color:#1b1f24;border:1px solid #98a2ad;border-radius:6px}h1{font-size:1.25rem}';
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Simulated identity provider</title><style>${style}</style><main><h1>Simulated identity provider</h1><p>Invented accounts. Choose who signs in.</p><form method="post" action="/authorize">${hidden.join('')}${buttons.join('')}</form></main></html>`;
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
}

function decide(state: State, asked: URLSearchParams, response: ServerResponse): void {
  if (!isKnownAddress(state, asked)) {
    end(response, 400, { error: 'invalid_redirect_uri' });
    return;
  }
  const redirectAddress = asked.get('redirect_uri') ?? '';
  const back = new URL(redirectAddress);
  back.searchParams.set('state', asked.get('state') ?? '');
  if (state.misbehavior !== 'no-answer-issuer')
    back.searchParams.set(
      'iss',
      state.misbehavior === 'other-answer-issuer' ? 'https://elsewhere.example' : state.issuer,
    );
  const isSafe = asked.get('code_challenge_method') === 'S256' && asked.get('response_type') === 'code';
  if (!isSafe || state.misbehavior === 'no-code') back.searchParams.set('error', 'access_denied');
  else {
    const code = randomUUID();
    state.grants.set(code, {
      clientId: asked.get('client_id') ?? '',
      redirectAddress,
      challenge: asked.get('code_challenge') ?? '',
      nonce: asked.get('nonce') ?? '',
      subject: asked.get('subject') ?? '',
      provenSeconds: Math.floor(state.now() / 1000),
    });
    back.searchParams.set('code', code);
  }
  response.writeHead(303, { location: back.toString() }).end();
}

/** Redeems a code, once, for the client that proves itself and holds the verifier. */
async function redeem(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = new URLSearchParams(await readText(request));
  const code = form.get('code') ?? '';
  const grant = state.grants.get(code);
  state.grants.delete(code);
  const client = grant === undefined ? undefined : state.clients.get(grant.clientId);
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (grant === undefined || client === undefined || !(await isProven(state, client, { form, request })))
    return end(response, 400, { error: 'invalid_grant' });
  if (challenge !== grant.challenge || form.get('redirect_uri') !== grant.redirectAddress)
    return end(response, 400, { error: 'invalid_grant' });
  end(response, 200, { token_type: 'Bearer', access_token: randomUUID(), id_token: await composeToken(state, grant) });
}

async function composeToken(state: State, grant: Grant): Promise<string> {
  const account = identityAccounts.find(({ subject }) => subject === grant.subject);
  if (account === undefined) throw new Error('there is no such account');
  const { issuer, misbehavior, key } = state;
  const seconds = Math.floor(state.now() / 1000);
  const claims = composeClaims(account, { ...grant, issuer, seconds, misbehavior });
  if (misbehavior === 'unsigned-token') return new UnsecuredJWT(claims).encode();
  if (misbehavior === 'shared-secret-token')
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: key.jwk.kid ?? '' })
      .sign(new TextEncoder().encode(JSON.stringify(key.jwk)));
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: key.jwk.kid ?? '', typ: 'JWT' })
    .sign(key.sign);
  if (misbehavior !== 'tampered-token') return token;
  const [header, , signature] = token.split('.');
  const forged = Buffer.from(JSON.stringify({ ...claims, sub: identityAccounts[0]?.subject })).toString('base64url');
  return `${header}.${forged}A.${signature}`;
}

async function isProven(
  state: State,
  client: IdentityClient,
  shown: { readonly form: URLSearchParams; readonly request: IncomingMessage },
): Promise<boolean> {
  const assertion = shown.form.get('client_assertion');
  if (client.secret !== undefined) {
    const expected = Buffer.from(`${client.clientId}:${client.secret}`).toString('base64');
    return shown.request.headers.authorization === `Basic ${expected}`;
  }
  if (assertion === null) return false;
  const options = { issuer: client.clientId, subject: client.clientId, audience: `${state.issuer}/token` };
  return jwtVerify(assertion, createRemoteJWKSet(new URL(client.keysAddress)), {
    ...options,
    currentDate: new Date(state.now()),
  }).then(
    () => true,
    () => false,
  );
}

function isKnownAddress({ clients }: State, asked: URLSearchParams): boolean {
  const client = clients.get(asked.get('client_id') ?? '');
  return client?.redirectAddresses.includes(asked.get('redirect_uri') ?? '') === true;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > largestBody) throw new Error('the body is too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function end(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
