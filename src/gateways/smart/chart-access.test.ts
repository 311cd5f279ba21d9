import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ChartScene } from '../../../test/support/chart-scene.ts';
import { startChartServer } from '../../../test/support/partner-simulators.ts';
import { millisecondsOf } from '../../kernel/instant.ts';
import { getConnectionKey } from '../../modules/charts/index.ts';
import { getPartner } from '../../modules/exchange/index.ts';
import type { Jwk } from '../../modules/federation/index.ts';
import { type ChartAccess, createChartAccess, findChartCredentials } from './chart-access.ts';

let scene: ChartScene;
let access: ChartAccess;
let privateKey: Jwk;

beforeAll(async () => {
  scene = await ChartScene.open((of) => startChartServer({ host: '127.0.0.1', port: 0, ...of }));
  privateKey = await scene.platform.transact((tx) => getConnectionKey(tx, scene.partnerId));
  access = createChartAccess(scene.platform.clock);
});
afterAll(() => scene.close());

const emptyBatch = { resourceType: 'Bundle', type: 'batch', entry: [] };

async function ask(): Promise<unknown> {
  const credentials = await scene.platform.transact(async (tx) =>
    findChartCredentials(tx, await getPartner(tx, scene.partnerId)),
  );
  const sent = await access.send(credentials, (authorization) =>
    fetch(scene.ehr.baseAddress, {
      method: 'POST',
      body: JSON.stringify(emptyBatch),
      headers: authorization === null ? {} : { authorization },
    }),
  );
  return sent.kind === 'answered' ? sent.reply.status : sent;
}

/** Asks for a token with an assertion that may be wrong in one point. */
async function askWith(of: {
  readonly key?: Jwk;
  readonly alg?: string;
  readonly number?: string;
  readonly lastsSeconds?: number;
  readonly audience?: string;
}): Promise<number> {
  const now = Math.floor(millisecondsOf(scene.platform.clock.now()) / 1000);
  const { key = privateKey, alg = 'ES384' } = of;
  const origin = new URL(scene.ehr.baseAddress).origin;
  const assertion = await new SignJWT({ jti: of.number ?? crypto.randomUUID() })
    .setProtectedHeader({ alg, kid: String(privateKey['kid']), typ: 'JWT' })
    .setIssuer('theriac')
    .setSubject('theriac')
    .setAudience(of.audience ?? `${origin}/token`)
    .setIssuedAt(now)
    .setExpirationTime(now + (of.lastsSeconds ?? 60))
    .sign(await importJWK({ ...key, kty: 'EC' }, alg));
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'system/Patient.rs',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  });
  return (await fetch(`${origin}/token`, { method: 'POST', body })).status;
}

describe('the chart of an EHR that asks for a token', () => {
  test('is asked with one token until shortly before it expires, also by many at once', async () => {
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([200, 200, 200]);
    expect(scene.ehr.countTokens()).toBe(1);
    scene.platform.clock.advance(200_000);
    expect(await ask()).toBe(200);
    expect(scene.ehr.countTokens()).toBe(1);
    scene.platform.clock.advance(80_000);
    expect(await ask()).toBe(200);
    expect(scene.ehr.countTokens()).toBe(2);
  });

  test('is asked once more with a new token when it takes the one that is held no longer', async () => {
    const before = scene.ehr.countTokens();
    scene.ehr.revokeTokens();
    expect(await ask()).toBe(200);
    expect(scene.ehr.countTokens()).toBe(before + 1);
  });

  test('answers nobody who has no token', async () => {
    const bare = await fetch(scene.ehr.baseAddress, { method: 'POST', body: JSON.stringify(emptyBatch) });
    expect(bare.status).toBe(401);
  });
});

describe('the authorization server', () => {
  test('gives a token for a right assertion, once for each number', async () => {
    expect(await askWith({ number: 'first' })).toBe(200);
    expect(await askWith({ number: 'first' })).toBe(401);
  });

  test('refuses another key, another algorithm, another audience, and an assertion that has expired or lives too long', async () => {
    const other = (await exportJWK((await generateKeyPair('ES384', { extractable: true })).privateKey)) as Jwk;
    const small = (await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey)) as Jwk;
    expect(await askWith({ key: other })).toBe(401);
    expect(await askWith({ key: small, alg: 'ES256' })).toBe(401);
    expect(await askWith({ audience: 'https://elsewhere.example/token' })).toBe(401);
    expect(await askWith({ lastsSeconds: -10 })).toBe(401);
    expect(await askWith({ lastsSeconds: 3600 })).toBe(401);
  });

  test('finds public keys alone at the published address', async () => {
    const published = await (await fetch(`${scene.server.url}/ehr/keys`, { headers: { host: 'localhost' } })).json();
    expect(published).toMatchObject({ keys: [{ kty: 'EC', crv: 'P-384', alg: 'ES384', use: 'sig' }] });
    expect(JSON.stringify(published)).not.toContain('"d"');
  });

  test('that gives no token is told by its code', async () => {
    const credentials = await scene.platform.transact(async (tx) =>
      findChartCredentials(tx, await getPartner(tx, scene.partnerId)),
    );
    if (credentials === null) throw new Error('there are no credentials');
    const refused = await access.send({ ...credentials, scopes: ['system/Secret.rs'] }, async () => ({ status: 200 }));
    expect(refused).toEqual({ kind: 'token-refused', code: 'invalid_scope' });
  });
});
