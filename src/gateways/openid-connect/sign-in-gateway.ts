import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUuid, type TenantId } from '../../kernel/ids.ts';
import type { Permission } from '../../kernel/permission.ts';
import {
  type AttemptPurpose,
  attemptMinutes,
  findProvider,
  getCredential,
  insertFailedTrial,
  listProviders,
  openAttempt,
  type Provider,
  type ProviderId,
  type SettledAnswer,
  takeAttempt,
  takeProviderAnswer,
} from '../../modules/federation/index.ts';
import { toRelyingParty } from '../../modules/identity/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import { changeSession, credentialsOf, keepSignIn } from '../../platform/http/http-server.ts';
import type { Authenticator } from '../../platform/http/principal.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';
import { checkAnswer } from './check-answer.ts';
import { createProviderDirectory, type ProviderDirectory } from './provider-directory.ts';

/** What sign-in by providers needs of the program. */
export interface SignInGatewayParts {
  readonly transactor: Transactor;
  readonly authenticator: Authenticator;
  readonly clock: Clock;
  /** Who may try a provider that is not enabled. */
  readonly trialPermission: Permission;
  readonly isTls: boolean;
}

const answerPath = '/sign-in/answer';
const actor = { kind: 'system', name: 'openid-connect' } as const;

/** Serves sign-in by OpenID providers: the way there, the way back, and the public keys by which providers know us. */
export function serveProviderSignIn(server: FastifyInstance, parts: SignInGatewayParts): void {
  const directory = createProviderDirectory(parts.clock);
  server.get<{ Params: { providerId: string } }>('/sign-in/with/:providerId', (request, reply) =>
    begin(parts, directory, { request, reply, providerId: request.params.providerId }),
  );
  server.get(answerPath, (request, reply) => answer(parts, directory, { request, reply }));
  server.get('/sign-in/keys', async (request, reply) => {
    const tenantId = await parts.authenticator.findTenant(credentialsOf(request).host);
    if (tenantId === null) return nothingHere(reply);
    const providers = await parts.transactor.transact({ tenantId, actor }, listProviders);
    return reply.send({ keys: providers.flatMap(({ publicKey }) => (publicKey === null ? [] : [publicKey])) });
  });
}

interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Sends the person to the provider; an attempt that is bound to this browser waits for the answer. */
async function begin(
  parts: SignInGatewayParts,
  directory: ProviderDirectory,
  visit: Visit & { readonly providerId: string },
): Promise<FastifyReply> {
  const { request, reply } = visit;
  const credentials = credentialsOf(request);
  const tenantId = await parts.authenticator.findTenant(credentials.host);
  if (tenantId === null || !isUuid(visit.providerId)) return nothingHere(reply);
  const providerId = visit.providerId as ProviderId;
  const purpose: AttemptPurpose = readQuery(request, 'purpose') === 'trial' ? 'trial' : 'sign-in';
  if (purpose === 'trial' && !(await mayTry(parts, request))) return go(reply, '/sign-in?return=/identity-providers');
  const transact = transactIn(parts, tenantId);
  const provider = await transact((tx) => findProvider(tx, providerId));
  if (provider === null || (purpose === 'sign-in' && !(provider.isEnabled && provider.isOffered)))
    return nothingHere(reply);
  const found = await directory.find(provider.issuer, { isFresh: purpose === 'trial' });
  const { metadata } = found;
  if (metadata === null) {
    if (purpose === 'sign-in') return go(reply, '/sign-in?problem=provider-away');
    await transact((tx) => insertFailedTrial(tx, { providerId, checks: found.checks }));
    return go(reply, `/identity-providers?tried=${providerId}`);
  }
  const returnPath = readReturnPath(readQuery(request, 'return'));
  const attempt = await transact((tx) => openAttempt(tx, { providerId, purpose, returnPath }));
  keepSignIn(reply, { token: attempt.browserToken, maxAgeSeconds: 2 * attemptMinutes * 60 });
  const address = new URL(metadata.authorizationEndpoint);
  for (const [name, value] of composeQuestion(provider, {
    ...attempt,
    redirectAddress: redirectAddressOf(parts, credentials.host),
  }))
    address.searchParams.set(name, value);
  return go(reply, address.toString());
}

function composeQuestion(
  provider: Provider,
  asked: {
    readonly state: string;
    readonly nonce: string;
    readonly codeVerifier: string;
    readonly redirectAddress: string;
  },
): readonly (readonly [string, string])[] {
  const scopes = ['openid', 'profile', ...(provider.domains.length === 0 ? [] : ['email'])];
  return [
    ['response_type', 'code'],
    ['client_id', provider.clientId],
    ['redirect_uri', asked.redirectAddress],
    ['scope', scopes.join(' ')],
    ['state', asked.state],
    ['nonce', asked.nonce],
    ['code_challenge', createHash('sha256').update(asked.codeVerifier).digest('base64url')],
    ['code_challenge_method', 'S256'],
    ...(provider.acceptedContexts.length === 0 ? [] : ([['acr_values', provider.acceptedContexts.join(' ')]] as const)),
  ];
}

/** Takes the person back: the attempt is taken once, then the answer is checked, then it is settled. */
async function answer(
  parts: SignInGatewayParts,
  directory: ProviderDirectory,
  { request, reply }: Visit,
): Promise<FastifyReply> {
  const { host, signInToken } = credentialsOf(request);
  const tenantId = await parts.authenticator.findTenant(host);
  if (tenantId === null) return nothingHere(reply);
  const transact = transactIn(parts, tenantId);
  const state = readQuery(request, 'state');
  const attempt = await transact(async (tx) => {
    const taken =
      state === null || signInToken === null
        ? null
        : await takeAttempt(tx, { state, browserToken: signInToken, purposes: ['sign-in', 'trial'] });
    if (taken === null) await auditStray(tx);
    return taken;
  });
  if (attempt === null) return go(reply, '/sign-in?problem=begin-again');
  const known = await transact(async (tx) => ({
    provider: await findProvider(tx, attempt.providerId),
    credential: await getCredential(tx, attempt.providerId),
  }));
  const { provider, credential } = known;
  if (provider === null) return go(reply, '/sign-in?problem=begin-again');
  const redirectAddress = redirectAddressOf(parts, host);
  const answered = { code: readQuery(request, 'code'), issuer: readQuery(request, 'iss') };
  const now = parts.clock.now();
  const checked = await checkAnswer(directory, { provider, credential, attempt, redirectAddress, answered, now });
  const settled = await transact((tx) => takeProviderAnswer(tx, { attempt, provider, ...checked }));
  if (settled.session !== null) changeSession(request, reply, settled.session);
  return go(reply, pathAfter(settled, attempt));
}

function pathAfter(
  { outcome }: SettledAnswer,
  attempt: { readonly providerId: ProviderId; readonly returnPath: string },
): string {
  if (outcome === 'session') return attempt.returnPath;
  if (outcome === 'tried') return `/identity-providers?tried=${attempt.providerId}`;
  return outcome === 'refused' ? '/sign-in?problem=refused' : '/sign-in/finish';
}

async function mayTry(parts: SignInGatewayParts, request: FastifyRequest): Promise<boolean> {
  const outcome = await parts.authenticator.authenticate(credentialsOf(request));
  if (outcome.kind === 'refused') return false;
  return parts.authenticator.checkPermission(outcome.principal, parts.trialPermission, parts.clock.now()) === null;
}

/** The one address to which providers send people back. Only this very machine is reached without TLS. */
function redirectAddressOf(parts: SignInGatewayParts, host: string): string {
  const { origins } = toRelyingParty(host);
  const origin = parts.isTls ? origins[0] : origins.at(-1);
  return `${origin}${answerPath}`;
}

function transactIn(parts: SignInGatewayParts, tenantId: TenantId) {
  return <Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome> =>
    parts.transactor.transact({ tenantId, actor }, work);
}

function auditStray(tx: TenantTransaction): Promise<void> {
  const reason = 'no-attempt-waits';
  return tx.audit({ kind: 'sign-in', action: 'federation.sign-in', outcome: 'refused', patientIds: [], reason });
}

function readQuery(request: FastifyRequest, name: string): string | null {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' && value.length <= 4096 ? value : null;
}

/** A path of this application, never another site. */
function readReturnPath(wanted: string | null): string {
  return wanted !== null && wanted.length <= 512 && /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}

function go(reply: FastifyReply, address: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(address, 303);
}

function nothingHere(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}
