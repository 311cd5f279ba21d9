import type { FastifyInstance } from 'fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { permissions, routes } from '../../src/apps/composition.ts';
import { serveScim } from '../../src/gateways/scim/scim-gateway.ts';
import type { TenantId } from '../../src/kernel/ids.ts';
import { millisecondsOf } from '../../src/kernel/instant.ts';
import type { Json } from '../../src/kernel/json.ts';
import { federationPermissions } from '../../src/modules/federation/permissions.ts';
import { getSession } from '../../src/modules/identity/api.ts';
import { createStaff, findStaffByUserName } from '../../src/modules/identity/index.ts';
import { createClient, serveTokenEndpoint } from '../../src/modules/programs/index.ts';
import { openTestPlatform, type TestPlatform, testPassword } from './test-platform.ts';
import { startTestServer, type TestBrowser, type TestServer } from './test-server.ts';

/** A JSON object that is sent or answered. */
export type Body = Record<string, unknown>;

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXZ';
const { readDirectory, provisionDirectory } = federationPermissions;

/** Composes the body of a PATCH. */
export function patch(...operations: readonly Body[]): Body {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations };
}

/** A server with programs that a directory comes in by. */
export class DirectoryScene {
  readonly platform: TestPlatform;
  readonly #server: TestServer;
  readonly #web: FastifyInstance;
  #token = '';
  /** The token of a program that may read alone, and that of one in the other health system. */
  reader = '';
  stranger = '';

  private constructor(parts: { platform: TestPlatform; server: TestServer; web: FastifyInstance }) {
    this.platform = parts.platform;
    this.#server = parts.server;
    this.#web = parts.web;
  }

  static async open(): Promise<DirectoryScene> {
    const platform = await openTestPlatform();
    const served: FastifyInstance[] = [];
    const server = await startTestServer(platform, {
      routes,
      permissions,
      serves: async (instance, authenticator) => {
        served.push(instance);
        await serveTokenEndpoint(instance, { authenticator, transactor: platform.transactor });
        await serveScim(instance, {
          ...{ authenticator, transactor: platform.transactor, clock: platform.clock },
          permissions: { read: readDirectory, change: provisionDirectory },
        });
      },
    });
    const [web] = served;
    if (web === undefined) throw new Error('there is no server');
    const scene = new DirectoryScene({ platform, server, web });
    const scopes = [readDirectory.code, provisionDirectory.code];
    const there = { tenantId: platform.otherTenantId, host: 'second.localhost' };
    scene.#token = await scene.#issueToken({ scopes, tenantId: platform.tenantId, host: 'localhost' });
    scene.reader = await scene.#issueToken({
      scopes: [readDirectory.code],
      tenantId: platform.tenantId,
      host: 'localhost',
    });
    scene.stranger = await scene.#issueToken({ scopes, ...there });
    return scene;
  }

  /** Asks the SCIM server, with the token of the directory unless another is given; null sends none. */
  async ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options: {
      readonly body?: unknown;
      readonly token?: string | null;
      readonly host?: string;
      readonly headers?: Record<string, string>;
    } = {},
  ) {
    const bearer = options.token === undefined ? this.#token : options.token;
    const answer = await this.#web.inject({
      method,
      url: `/scim/v2${path}`,
      headers: {
        host: options.host ?? 'localhost',
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...(options.body === undefined ? {} : { 'content-type': 'application/scim+json' }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { payload: JSON.stringify(options.body) }),
    });
    const body = answer.body === '' ? {} : answer.json<Body>();
    return { status: answer.statusCode, body, headers: answer.headers };
  }

  /** Signs in somebody whom an administrator added; adds them first when they are not there. */
  async signInWorker(userName: string): Promise<TestBrowser> {
    await this.platform.transact(async (tx) => {
      if ((await findStaffByUserName(tx, userName)) !== null) return;
      const person = { userName, displayName: userName, password: testPassword, licences: [], totpSecret: secret };
      const siteIds = [this.platform.siteId];
      await createStaff(tx, { ...person, roles: ['intakeTechnician'], seesAllSites: false, siteIds });
    });
    const browser = this.#server.openBrowser();
    await this.#server.signIn(browser, { userName, secret });
    return browser;
  }

  async isSignedIn(browser: TestBrowser): Promise<boolean> {
    return (await browser.call(getSession, {})).status === 200;
  }

  async close(): Promise<void> {
    await this.#server.close();
    await this.platform.close();
  }

  /** Lets a program in and has it get an access token, as a directory does. */
  async #issueToken(wanted: {
    readonly scopes: readonly string[];
    readonly tenantId: TenantId;
    readonly host: string;
  }): Promise<string> {
    const { scopes, tenantId, host } = wanted;
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const keys = (await exportJWK(publicKey)) as Json;
    const client = { name: 'Directory', keys, scopes, siteIds: null, known: new Set(scopes) };
    const made = await this.platform.transact((tx) => createClient(tx, client), { tenantId });
    if (!made.ok) throw new Error(made.refusal.code);
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(made.value)
      .setSubject(made.value)
      .setAudience(`http://${host}/oauth/token`)
      .setJti(crypto.randomUUID())
      .setExpirationTime(Math.floor(millisecondsOf(this.platform.clock.now()) / 1000) + 120)
      .sign(privateKey);
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    });
    const headers = { host, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await this.#web.inject({ method: 'POST', url: '/oauth/token', headers, payload: form.toString() });
    return String(answer.json<Body>()['access_token']);
  }
}
