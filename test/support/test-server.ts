import { randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import type { Endpoint, RequestOf } from '../../src/kernel/endpoint.ts';
import { addMilliseconds } from '../../src/kernel/instant.ts';
import type { Permission } from '../../src/kernel/permission.ts';
import { computeCode, createAuthenticator } from '../../src/modules/identity/index.ts';
import { findProgram } from '../../src/modules/programs/index.ts';
import { createHttpServer, sessionCookie } from '../../src/platform/http/http-server.ts';
import type { Authenticator } from '../../src/platform/http/principal.ts';
import type { Route } from '../../src/platform/http/route.ts';
import { type TestPlatform, testPassword } from './test-platform.ts';

/** What a call gave back. */
export interface TestAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

/** How a call is made; a file goes to an endpoint that takes one, a small text where none is given. */
interface CallOptions {
  readonly key?: string;
  readonly headers?: Record<string, string>;
  readonly file?: TestFile;
}

/** A file that is sent: its bytes, or pieces that are sent as they come. */
export interface TestFile {
  readonly mediaType: string;
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
}

/** Calls endpoints over a real socket, as a browser with its own cookies does. */
export interface TestBrowser {
  call<Called extends Endpoint>(
    endpoint: Called,
    request: RequestOf<Called>,
    options?: CallOptions,
  ): Promise<TestAnswer>;
  readonly cookies: Map<string, string>;
}

/** A web server on a free port of loopback. */
export interface TestServer {
  readonly url: string;
  openBrowser(host?: string): TestBrowser;
  /** The host name under which a browser asks. */
  hostOf(browser: TestBrowser): string;
  keepCookies(browser: TestBrowser, lines: readonly string[]): void;
  /** Signs a person in; the secret is that of their one-time codes. */
  signIn(
    browser: TestBrowser,
    person: { readonly userName: string; readonly secret: string; readonly password?: string },
  ): Promise<TestAnswer>;
  close(): Promise<void>;
}

/** Starts a web server over a test platform with the given routes. */
export async function startTestServer(
  platform: TestPlatform,
  parts: {
    readonly routes: readonly Route[];
    readonly permissions: readonly Permission[];
    readonly requestsPerMinute?: number;
    readonly largestUploadBytes?: number;
    /** Adds what a server serves besides endpoints. */
    readonly serves?: (server: FastifyInstance, authenticator: Authenticator) => Promise<void> | void;
  },
): Promise<TestServer> {
  const authenticator = createAuthenticator({
    pool: platform.pool,
    transactor: platform.transactor,
    permissions: parts.permissions,
    findProgram,
  });
  const server = await createHttpServer({
    transactor: platform.transactor,
    authenticator,
    readAuditor: platform.readAuditor,
    clock: platform.clock,
    log: platform.log,
    routes: parts.routes,
    tls: null,
    requestsPerMinute: parts.requestsPerMinute ?? 100_000,
    files: platform.files,
    largestUploadBytes: parts.largestUploadBytes ?? 20_000_000,
  });
  await parts.serves?.(server, authenticator);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    openBrowser: (host = 'localhost') => openBrowser(url, host),
    hostOf: (browser) => hosts.get(browser) ?? 'localhost',
    keepCookies,
    close: () => server.close(),
    signIn: async (browser, person) => {
      // A code is good once: each sign-in happens in a time step of its own.
      platform.clock.moveTo(addMilliseconds(platform.clock.now(), 30_000));
      const code = computeCode(person.secret, platform.clock.now());
      return post(browser, url, {
        path: '/api/identity/sign-in',
        request: { userName: person.userName, password: person.password ?? testPassword, code },
      });
    },
  };
}

function openBrowser(url: string, host: string): TestBrowser {
  const browser: TestBrowser & { host: string } = {
    host,
    cookies: new Map(),
    call: (endpoint, request, options = {}) => {
      const file = endpoint.upload === null ? {} : { file: options.file ?? smallText };
      return post(browser, url, { path: endpoint.path, request, ...options, ...file });
    },
  };
  hosts.set(browser, host);
  return browser;
}

const smallText: TestFile = { mediaType: 'text/plain', bytes: Buffer.from('A small text.') };

const hosts = new WeakMap<TestBrowser, string>();

async function post(
  browser: TestBrowser,
  url: string,
  call: CallOptions & { readonly path: string; readonly request: unknown },
): Promise<TestAnswer> {
  const { request: send } = await import('node:http');
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const json = JSON.stringify(call.request) ?? 'null';
  const body = call.file?.bytes ?? Buffer.from(json);
  return new Promise((resolve, reject) => {
    const outgoing = send(
      `${url}${call.path}`,
      {
        method: 'POST',
        headers: {
          host: hosts.get(browser) ?? 'localhost',
          'content-type': call.file?.mediaType ?? 'application/json',
          ...(call.file === undefined ? {} : { 'x-theriac-request': Buffer.from(json).toString('base64url') }),
          ...(body instanceof Uint8Array ? { 'content-length': body.length } : {}),
          'x-theriac-csrf': '1',
          'idempotency-key': call.key ?? randomUUID(),
          ...(cookie === '' ? {} : { cookie }),
          ...call.headers,
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          keepCookies(browser, incoming.headers['set-cookie'] ?? []);
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString();
          const isJson = text !== '' && (incoming.headers['content-type'] ?? '').includes('json');
          resolve({
            status: incoming.statusCode ?? 0,
            text,
            bytes,
            body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
            headers: new Headers(incoming.headers as Record<string, string>),
          });
        });
      },
    );
    outgoing.on('error', reject);
    if (body instanceof Uint8Array) outgoing.end(body);
    else pipeline(body, outgoing).catch(reject);
  });
}

function keepCookies(browser: TestBrowser, lines: readonly string[]): void {
  for (const line of lines) {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    if (value === '' || /Max-Age=0/i.test(line)) browser.cookies.delete(name);
    else browser.cookies.set(name, value);
  }
}

/** The name of the session cookie, for tests that steal or keep it. */
export const sessionCookieName = sessionCookie;
