import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TenantId } from '../../kernel/ids.ts';
import {
  auditLaunchRefusal,
  beginLaunch,
  findLaunchPlace,
  fixedLaunchScopes,
  getConnectionKey,
  type LaunchPlace,
  type LaunchRefusal,
  listConnections,
  takeLaunch,
  takeLaunchAnswer,
} from '../../modules/charts/index.ts';
import { attemptMinutes, type OpenedAttempt } from '../../modules/federation/index.ts';
import { toRelyingParty } from '../../modules/identity/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import { changeSession, credentialsOf, keepSignIn } from '../../platform/http/http-server.ts';
import type { Authenticator } from '../../platform/http/principal.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';
import { createProviderDirectory, type ProviderDirectory } from '../openid-connect/provider-directory.ts';
import { checkLaunch } from './check-launch.ts';
import { createSmartDirectory, type SmartConfiguration, type SmartDirectory } from './smart-directory.ts';

/** What launches from EHRs need of the program. */
export interface LaunchGatewayParts {
  readonly transactor: Transactor;
  readonly authenticator: Authenticator;
  readonly clock: Clock;
  readonly isTls: boolean;
}

interface Directories {
  readonly ehrs: SmartDirectory;
  /** Keeps the public keys of authorization servers. */
  readonly keys: ProviderDirectory;
}

interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const answerPath = '/ehr/answer';
const actor = { kind: 'system', name: 'smart-launch' } as const;

/** Serves launches from EHRs (SMART App Launch 2.2): the launch, the way back, and the public keys by which EHRs know Theriac. */
export function serveLaunch(server: FastifyInstance, parts: LaunchGatewayParts): void {
  const directories = { ehrs: createSmartDirectory(parts.clock), keys: createProviderDirectory(parts.clock) };
  server.get('/ehr/launch', (request, reply) => begin(parts, directories, { request, reply }));
  server.get(answerPath, (request, reply) => answer(parts, directories, { request, reply }));
  server.get('/ehr/keys', async (request, reply) => {
    const tenantId = await parts.authenticator.findTenant(credentialsOf(request).host);
    if (tenantId === null) return nothingHere(reply);
    const connections = await parts.transactor.transact({ tenantId, actor }, listConnections);
    return reply.send({ keys: connections.map(({ publicKey }) => publicKey) });
  });
}

/** Sends the browser that an EHR opened to its authorization server; a launch that is bound to this browser waits for the answer. */
async function begin(parts: LaunchGatewayParts, directories: Directories, visit: Visit): Promise<FastifyReply> {
  const { request, reply } = visit;
  const { host } = credentialsOf(request);
  const tenantId = await parts.authenticator.findTenant(host);
  if (tenantId === null) return nothingHere(reply);
  const transact = transactIn(parts, tenantId);
  const [issuer, launch] = [readQuery(request, 'iss'), readQuery(request, 'launch')];
  const place = issuer === null || launch === null ? null : await transact((tx) => findLaunchPlace(tx, issuer));
  const stop = async (reason: LaunchRefusal): Promise<FastifyReply> => {
    await transact((tx) => auditLaunchRefusal(tx, { reason, partnerId: place?.connection.partnerId ?? null }));
    return go(reply, `/launch-refused/${reason}`);
  };
  if (place === null || launch === null) return stop('unknown-issuer');
  const configuration = await directories.ehrs.find(place.connection.baseAddress);
  if (configuration === null || configuration.launch === null) return stop('ehr-away');
  // The people of this authorization server alone are vouched for by the provider that was entered for it.
  if (configuration.launch.issuer !== place.provider.issuer) return stop('refused');
  const attempt = await transact((tx) => beginLaunch(tx, place));
  keepSignIn(reply, { token: attempt.browserToken, maxAgeSeconds: 2 * attemptMinutes * 60 });
  const redirectAddress = redirectAddressOf(parts, host);
  return go(reply, composeQuestion(configuration.launch, { place, attempt, launch, redirectAddress }));
}

function composeQuestion(
  configuration: NonNullable<SmartConfiguration['launch']>,
  asked: {
    readonly place: LaunchPlace;
    readonly attempt: OpenedAttempt;
    readonly launch: string;
    readonly redirectAddress: string;
  },
): string {
  const { connection } = asked.place;
  const { state, nonce, codeVerifier } = asked.attempt;
  const address = new URL(configuration.authorizationEndpoint);
  const parameters = {
    response_type: 'code',
    client_id: connection.launch?.clientId ?? '',
    redirect_uri: asked.redirectAddress,
    launch: asked.launch,
    scope: [...fixedLaunchScopes, ...connection.launchScopes].join(' '),
    state,
    nonce,
    aud: connection.baseAddress,
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address.toString();
}

/** Takes the person back: the launch is taken once, then the answer is checked, then it is settled as a sign-in. */
async function answer(parts: LaunchGatewayParts, directories: Directories, visit: Visit): Promise<FastifyReply> {
  const { request, reply } = visit;
  const { host, signInToken } = credentialsOf(request);
  const tenantId = await parts.authenticator.findTenant(host);
  if (tenantId === null) return nothingHere(reply);
  const transact = transactIn(parts, tenantId);
  const state = readQuery(request, 'state');
  const stop = async (reason: LaunchRefusal, partnerId: string | null): Promise<FastifyReply> => {
    await transact((tx) => auditLaunchRefusal(tx, { reason, partnerId }));
    return go(reply, `/launch-refused/${reason}`);
  };
  const taken = await transact(async (tx) => {
    const launch =
      state === null || signInToken === null ? null : await takeLaunch(tx, { state, browserToken: signInToken });
    return launch === null ? null : { launch, privateKey: await getConnectionKey(tx, launch.connection.partnerId) };
  });
  if (taken === null) return stop('begin-again', null);
  const { launch, privateKey } = taken;
  const { partnerId, baseAddress } = launch.connection;
  const configuration = await directories.ehrs.find(baseAddress);
  if (configuration?.launch == null) return stop('ehr-away', partnerId);
  const answered = { code: readQuery(request, 'code'), issuer: readQuery(request, 'iss') };
  const checked = await checkLaunch(directories.keys, {
    ...{ launch, privateKey, answered, now: parts.clock.now(), redirectAddress: redirectAddressOf(parts, host) },
    configuration: { ...configuration.launch, tokenEndpoint: configuration.tokenEndpoint },
  });
  const { attempt, provider } = launch;
  const settled = await transact((tx) => takeLaunchAnswer(tx, { attempt, provider, ...checked }));
  if (settled.outcome === 'refused')
    return stop(checked.said !== null && checked.patient === null ? 'no-patient' : 'refused', partnerId);
  if (settled.session !== null) changeSession(request, reply, settled.session);
  return go(reply, settled.outcome === 'session' ? attempt.returnPath : '/sign-in/finish');
}

/** The one address to which EHRs send people back. Only this very machine is reached without TLS. */
function redirectAddressOf(parts: LaunchGatewayParts, host: string): string {
  const { origins } = toRelyingParty(host);
  return `${parts.isTls ? origins[0] : origins.at(-1)}${answerPath}`;
}

function transactIn(parts: LaunchGatewayParts, tenantId: TenantId) {
  return <Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome> =>
    parts.transactor.transact({ tenantId, actor }, work);
}

function readQuery(request: FastifyRequest, name: string): string | null {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' && value.length <= 4096 ? value : null;
}

function go(reply: FastifyReply, address: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(address, 303);
}

function nothingHere(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}
