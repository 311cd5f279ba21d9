import { randomBytes, randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { refuse } from '../../kernel/result.ts';
import type { Log } from '../log/log.ts';
import { type AnswerParts, createAnswerer } from './answer-request.ts';
import { readHeaderRequest, requestHeader, sendFile, toIncomingFile } from './file-bodies.ts';
import { httpRefusals } from './http-refusals.ts';
import type { RequestCredentials } from './principal.ts';
import { toBadRequestJson, toFaultJson, toProblemJson } from './problem-json.ts';
import type { Route, SessionChange } from './route.ts';
import { setSecurityHeaders } from './security-headers.ts';

/** The name of the session cookie; the prefix binds it to this host and to a secure origin. */
export const sessionCookie = '__Host-theriac-session';

export interface HttpServerParts extends AnswerParts {
  readonly routes: readonly Route[];
  readonly log: Log;
  /** True over TLS; adds HSTS. The demonstration on localhost runs without. */
  readonly tls: { readonly key: string; readonly cert: string } | null;
  readonly requestsPerMinute: number;
}

/** The name of the cookie that tells a device apart; it proves nothing by itself. */
const deviceCookie = '__Host-theriac-device';

/** The name of the cookie of a sign-in that is under way at an identity provider. */
const signInCookie = '__Host-theriac-sign-in';

const deviceCookieSeconds = 31_536_000;
const largestBody = 1_048_576;
// A request in JSON is small and has to come quickly; a file may take as long as a slow line needs, but may never stand still.
const jsonMilliseconds = 30_000;
const uploadMilliseconds = 600_000;
const stillMilliseconds = 30_000;

/** Creates the web server with every endpoint. Further plugins (live updates, the web application, gateways) are added by the caller. */
export async function createHttpServer(parts: HttpServerParts): Promise<FastifyInstance> {
  const server = Fastify({
    bodyLimit: largestBody,
    requestTimeout: uploadMilliseconds,
    genReqId: () => randomUUID(),
    logger: false,
    trustProxy: false,
    ...(parts.tls === null ? {} : { https: { ...parts.tls, minVersion: 'TLSv1.2' } }),
  });
  server.server.headersTimeout = jsonMilliseconds;
  await server.register(cookie);
  await server.register(rateLimit, {
    max: parts.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.cookies[sessionCookie] ?? request.ip,
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  });
  server.addHook('onRequest', async (request, reply) => {
    const nonce = randomBytes(16).toString('base64');
    request.styleNonce = nonce;
    setSecurityHeaders(reply, { nonce, tls: parts.tls !== null });
  });
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) =>
    answerError(parts.log, error, reply),
  );
  server.setNotFoundHandler((_request, reply) => {
    const { refusal } = refuse(httpRefusals.unknownAddress);
    return send(reply, 404, toProblemJson(refusal));
  });
  for (const route of parts.routes.filter((one) => one.endpoint.upload === null)) addRoute(server, route, parts);
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The body is not read here: it goes to the disk while it comes.
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    for (const route of parts.routes.filter((one) => one.endpoint.upload !== null)) addRoute(scope, route, parts);
  });
  return server;
}

declare module 'fastify' {
  interface FastifyRequest {
    styleNonce: string;
  }
}

function addRoute(server: FastifyInstance, route: Route, parts: HttpServerParts): void {
  const answer = createAnswerer(route, parts);
  const takesFile = route.endpoint.upload !== null;
  server.post(route.endpoint.path, { onRequest: takesFile ? [] : [limitBodyTime] }, async (request, reply) => {
    if (!isOwnOrigin(request)) return send(reply, 403, toProblemJson(refuse(httpRefusals.foreignOrigin).refusal));
    const outgoing = await answer({
      ...(takesFile
        ? {
            body: readHeaderRequest(headerOf(request, requestHeader)),
            upload: toIncomingFile(request, stillMilliseconds),
          }
        : { body: request.body }),
      credentials: credentialsOf(request),
      idempotencyKey: headerOf(request, 'idempotency-key'),
      requestId: request.id,
    });
    if (takesFile) request.raw.setTimeout(0);
    if (outgoing.session !== undefined) changeSession(request, reply, outgoing.session);
    if (outgoing.file !== undefined) return sendFile(reply, outgoing.file, headerOf(request, 'range'));
    return send(reply, outgoing.status, outgoing.body);
  });
}

/** Cuts off a sender whose request has not come whole after a while. */
async function limitBodyTime(request: FastifyRequest): Promise<void> {
  const { raw } = request;
  const timer = setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, jsonMilliseconds);
  raw.once('close', () => clearTimeout(timer));
}

/** Reads what a request shows of its sender. */
export function credentialsOf(request: FastifyRequest): RequestCredentials {
  const authorization = headerOf(request, 'authorization');
  return {
    host: request.host,
    sessionToken: request.cookies[sessionCookie] ?? null,
    deviceToken: request.cookies[deviceCookie] ?? null,
    signInToken: request.cookies[signInCookie] ?? null,
    bearerToken: authorization?.startsWith('Bearer ') === true ? authorization.slice(7) : null,
    address: request.ip,
  };
}

/**
 * Tells whether a request comes from our own pages or from a program with its own token: a browser elsewhere can neither
 * set our header across origins nor claim our origin (OWASP: custom request header, Fetch metadata).
 */
function isOwnOrigin(request: FastifyRequest): boolean {
  if (headerOf(request, 'authorization') !== null) return true;
  const origin = headerOf(request, 'origin');
  const site = headerOf(request, 'sec-fetch-site');
  if (origin !== null && URL.parse(origin)?.host !== request.host) return false;
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  return headerOf(request, 'x-theriac-csrf') === '1';
}

function headerOf(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

/** Ties a sign-in at an identity provider to this browser. The provider sends it back from another site, so the cookie is not strict. */
export function keepSignIn(
  reply: FastifyReply,
  kept: { readonly token: string; readonly maxAgeSeconds: number },
): void {
  const fixed = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;
  reply.setCookie(signInCookie, kept.token, { ...fixed, maxAge: kept.maxAgeSeconds });
}

/** Opens or closes the session of the browser that sent a request. */
export function changeSession(request: FastifyRequest, reply: FastifyReply, change: SessionChange): void {
  const fixed = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;
  if (change.kind === 'open') reply.setCookie(sessionCookie, change.token, { ...fixed, maxAge: change.maxAgeSeconds });
  else reply.clearCookie(sessionCookie, fixed);
  if (request.cookies[deviceCookie] === undefined) {
    reply.setCookie(deviceCookie, randomBytes(32).toString('base64url'), { ...fixed, maxAge: deviceCookieSeconds });
  }
}

function answerError(log: Log, error: Error & { statusCode?: number }, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status === 429) return send(reply, 429, toProblemJson(refuse(httpRefusals.tooManyRequests).refusal));
  if (status >= 400 && status < 500) {
    return send(reply, status, {
      ...toBadRequestJson([]),
      status,
      title: 'The request could not be read.',
      sentence: 'The request could not be read.',
    });
  }
  return send(reply, error.name === 'AuditUnavailable' ? 503 : 500, toFaultJson(log.fault('http', error)));
}

function send(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type(`${type}; charset=utf-8`)
    .send(JSON.stringify(body));
}
