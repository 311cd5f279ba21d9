import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { millisecondsOf } from '../../kernel/instant.ts';
import type { Json } from '../../kernel/json.ts';
import { createAuthenticator } from '../identity/index.ts';
import { identityPermissions } from '../identity/permissions.ts';
import { createClient, findProgram, serveTokenEndpoint } from './index.ts';

let platform: TestPlatform;
let server: FastifyInstance;
const scope = identityPermissions.seeStaff.code;
const grant = {
  grant_type: 'client_credentials',
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
};

beforeAll(async () => {
  platform = await openTestPlatform();
  server = Fastify();
  await server.register(cookie);
  const { pool, transactor } = platform;
  const authenticator = createAuthenticator({
    pool,
    transactor,
    permissions: [identityPermissions.seeStaff],
    findProgram,
  });
  await serveTokenEndpoint(server, { authenticator, transactor });
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

async function ask(form: Record<string, string>, host = 'localhost') {
  const answer = await server.inject({
    method: 'POST',
    url: '/oauth/token',
    headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

async function sign(): Promise<string> {
  const { publicKey, privateKey } = await generateKeyPair('ES384', { extractable: true });
  const keys = (await exportJWK(publicKey)) as Json;
  const client = { name: 'BI', keys, scopes: [scope], siteIds: null, known: new Set([scope]) };
  const made = await platform.transact((tx) => createClient(tx, client));
  if (!made.ok) throw new Error(made.refusal.code);
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES384' })
    .setIssuer(made.value)
    .setSubject(made.value)
    .setAudience('http://localhost/oauth/token')
    .setJti('once')
    .setExpirationTime(Math.floor(millisecondsOf(platform.clock.now()) / 1000) + 120)
    .sign(privateKey);
}

test('a signed request is answered with a short-lived bearer token', async () => {
  const answer = await ask({ ...grant, client_assertion: await sign() });
  expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 300, scope } });
});

test('a request without a signature, of another kind, or at an unknown address is answered with the code of its error', async () => {
  expect(await ask(grant)).toEqual({ status: 401, body: { error: 'invalid_client' } });
  expect(await ask({ grant_type: 'password' })).toEqual({ status: 400, body: { error: 'unsupported_grant_type' } });
  const elsewhere = await ask({ ...grant, client_assertion: await sign() }, 'elsewhere.example');
  expect(elsewhere).toEqual({ status: 401, body: { error: 'invalid_client' } });
});

test('a program of one health system gets no token of another', async () => {
  const answer = await ask({ ...grant, client_assertion: await sign() }, 'second.localhost');
  expect(answer.status).toBe(401);
});
