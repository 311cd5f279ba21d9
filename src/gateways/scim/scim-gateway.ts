import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Permission } from '../../kernel/permission.ts';
import { toRelyingParty } from '../../modules/identity/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import { credentialsOf } from '../../platform/http/http-server.ts';
import type { Authenticator } from '../../platform/http/principal.ts';
import { RolledBack, type Transactor } from '../../platform/transaction/transactor.ts';
import {
  composeConfig,
  composeList,
  composeResourceTypes,
  composeSchemas,
  fitsFilter,
  isScimObject,
  longestPage,
  readFilter,
  type ScimObject,
  type ScimValue,
} from '../../standards/scim/scim.ts';
import { type Kind, kinds } from './resource-kinds.ts';
import { type ClientPrincipal, fail, type ScimAnswer, type ScimCall } from './scim-answer.ts';

/** What a SCIM server needs of the program. */
export interface ScimParts {
  readonly authenticator: Authenticator;
  readonly transactor: Transactor;
  readonly clock: Clock;
  readonly permissions: { readonly read: Permission; readonly change: Permission };
}

const root = '/scim/v2';
const mediaTypes = ['application/scim+json', 'application/json'];

/** Serves SCIM 2.0: people and groups, as the directory of a health system provisions them by a program with a key of its own. */
export async function serveScim(server: FastifyInstance, parts: ScimParts): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(mediaTypes, { parseAs: 'string' }, (_request, body, done) =>
      done(null, readJson(String(body))),
    );
    for (const kind of kinds) serveKind(scope, parts, kind);
    const documents = {
      ServiceProviderConfig: (base: string) => composeConfig(base),
      ResourceTypes: (base: string) => composeList(composeResourceTypes(base), { startIndex: 1, count: longestPage }),
      Schemas: (base: string) => composeList(composeSchemas(base), { startIndex: 1, count: longestPage }),
    };
    for (const [name, compose] of Object.entries(documents)) {
      scope.get(`${root}/${name}`, async (request, reply) => {
        const admitted = await admit(parts, request, parts.permissions.read);
        return 'status' in admitted
          ? send(reply, admitted)
          : send(reply, { status: 200, body: compose(baseOf(request)) });
      });
    }
  });
}

function serveKind(scope: FastifyInstance, parts: ScimParts, kind: Kind): void {
  const path = `${root}/${kind.name}s`;
  const { read, change } = parts.permissions;
  scope.get(path, (request, reply) => answer(parts, { request, reply, permission: read }, (call) => list(call, kind)));
  scope.post(path, (request, reply) =>
    answer(parts, { request, reply, permission: change }, (call) => kind.create(call)),
  );
  scope.get(`${path}/:id`, (request, reply) =>
    answer(parts, { request, reply, permission: read }, (call) => readOne(call, kind)),
  );
  for (const [method, verb] of [
    ['PUT', 'replace'],
    ['PATCH', 'patch'],
    ['DELETE', 'remove'],
  ] as const) {
    scope.route({
      method,
      url: `${path}/:id`,
      handler: (request, reply) =>
        answer(parts, { request, reply, permission: change }, async (call) => {
          const present = await kind.find(call, call.id);
          if (present === null) return notFound();
          const wanted = request.headers['if-match'];
          if (wanted !== undefined && wanted !== '*' && wanted !== tagOf(present))
            return fail(412, 'The resource was changed since it was read.');
          return kind[verb](call, present);
        }),
    });
  }
}

async function answer(
  parts: ScimParts,
  visit: { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly permission: Permission },
  work: (call: ScimCall) => Promise<ScimAnswer>,
): Promise<FastifyReply> {
  const { request, reply } = visit;
  const principal = await admit(parts, request, visit.permission);
  if ('status' in principal) return send(reply, principal);
  const { id = '' } = request.params as { readonly id?: string };
  const scope = { tenantId: principal.tenantId, actor: principal.actor, requestId: request.id };
  const outcome = await parts.transactor.transact(scope, async (tx): Promise<ScimAnswer> => {
    const query = request.query as ScimCall['query'];
    const done = await work({ tx, principal, base: baseOf(request), id, body: request.body as ScimValue, query });
    if (done.status >= 400) throw new RolledBack<ScimAnswer>(done);
    if (request.method !== 'GET') await audit(tx, request, done);
    return done;
  });
  if (request.headers['if-none-match'] === tagOf(outcome.body) && request.method === 'GET')
    return reply.code(304).send();
  return send(reply, outcome);
}

function audit(tx: ScimCall['tx'], request: FastifyRequest, { body }: ScimAnswer): Promise<void> {
  const kind = request.url.includes('/Groups') ? 'group' : 'person';
  const verbs: Readonly<Record<string, string>> = {
    POST: 'provision',
    PUT: 'replace',
    PATCH: 'change',
    DELETE: 'remove',
  };
  const { id = '' } = request.params as { readonly id?: string };
  return tx.audit({
    kind: 'configuration',
    action: `federation.${verbs[request.method]}-${kind}`,
    outcome: 'done',
    patientIds: [],
    object: { kind: kind === 'group' ? 'directory-group' : 'staff', id: String(body?.['id'] ?? id) },
  });
}

/** Admits programs alone: a person's session is no way in here. */
async function admit(
  parts: ScimParts,
  request: FastifyRequest,
  permission: Permission,
): Promise<ClientPrincipal | ScimAnswer> {
  const outcome = await parts.authenticator.authenticate({ ...credentialsOf(request), sessionToken: null });
  if (outcome.kind === 'refused' || outcome.principal.actor.kind !== 'client')
    return fail(401, 'An access token of a program is needed.');
  const { principal } = outcome;
  const refusal = parts.authenticator.checkPermission(principal, permission, parts.clock.now());
  if (refusal === null) return principal as ClientPrincipal;
  const scope = { tenantId: principal.tenantId, actor: principal.actor, requestId: request.id };
  await parts.transactor.transact(scope, (tx) => {
    const note = { outcome: 'refused', patientIds: [], reason: refusal.code } as const;
    return tx.audit({ ...note, action: permission.code });
  });
  return fail(403, 'The scopes of this program do not include this.');
}

async function list(call: ScimCall, kind: Kind): Promise<ScimAnswer> {
  const { filter: text, startIndex, count } = call.query;
  const filter = typeof text === 'string' ? readFilter(text) : null;
  if (text !== undefined && filter === null) return fail(400, 'The filter cannot be read.', 'invalidFilter');
  const all = await kind.list(call);
  const found = filter === null ? all : all.filter((resource) => fitsFilter(filter, resource));
  const page = { startIndex: Math.max(1, toNumber(startIndex, 1)), count: Math.max(0, toNumber(count, longestPage)) };
  return { status: 200, body: composeList(found, { ...page, count: Math.min(page.count, longestPage) }) };
}

async function readOne(call: ScimCall, kind: Kind): Promise<ScimAnswer> {
  const found = await kind.find(call, call.id);
  return found === null ? notFound() : { status: 200, body: found };
}

function notFound(): ScimAnswer {
  return fail(404, 'There is no such resource.');
}

function send(reply: FastifyReply, { status, body }: ScimAnswer): FastifyReply {
  const isResource = status < 300 && body !== null && body['id'] !== undefined;
  const meta = isResource && isScimObject(body['meta']) ? body['meta'] : {};
  if (isResource) reply.header('etag', tagOf(body));
  if (status === 201) reply.header('location', String(meta['location']));
  reply.code(status).header('cache-control', 'no-store').type('application/scim+json; charset=utf-8');
  const shown = isResource ? { ...body, meta: { ...meta, version: tagOf(body) } } : body;
  return reply.send(shown === null ? '' : JSON.stringify(shown));
}

/** The version of a resource: of everything in it, so that a change by whomever is one. */
function tagOf(resource: ScimObject | null): string {
  return `W/"${createHash('sha256').update(JSON.stringify(resource)).digest('base64url').slice(0, 22)}"`;
}

function baseOf(request: FastifyRequest): string {
  const { origins } = toRelyingParty(request.host);
  return `${request.protocol === 'https' ? origins[0] : origins.at(-1)}${root}`;
}

function toNumber(value: unknown, usual: number): number {
  return typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : usual;
}

function readJson(text: string): ScimValue {
  try {
    return JSON.parse(text) as ScimValue;
  } catch {
    return null;
  }
}
