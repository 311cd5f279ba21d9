import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askEndpoint } from '../../../test/support/ask-endpoint.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { TherapyWorld } from '../../../test/support/therapy-world.ts';
import type { RequestOf } from '../../kernel/endpoint.ts';
import type { Id, StaffId } from '../../kernel/ids.ts';
import { insertPartner, type PartnerId } from '../exchange/index.ts';
import { createStaff } from '../identity/index.ts';
import { makeUpPerson, registerPatient } from '../patients/index.ts';
import { installDemoReference, resolveDrug } from '../reference/index.ts';
import * as api from './api.ts';
import { getConnectionKey } from './index.ts';
import { chartsRoutes } from './routes.ts';

let platform: TestPlatform;
let staffId: StaffId;
let ehr: PartnerId;
let otherEhr: PartnerId;
let partners = 0;

beforeAll(async () => {
  platform = await openTestPlatform();
  const made = await platform.transact((tx) =>
    createStaff(tx, {
      ...{ userName: 'ada', displayName: 'Ada', password: 'harbor-lantern-demo', roles: ['systemAdministrator'] },
      ...{ seesAllSites: true, siteIds: [], licences: [], totpSecret: 'JBSWY3DPEHPK3PXP' },
    }),
  );
  if (!made.ok) throw new Error(made.refusal.code);
  staffId = made.value.staffId;
  ehr = await enterPartner('ehr');
  otherEhr = await enterPartner('ehr');
});
afterAll(() => platform.close());

function enterPartner(kind: 'ehr' | 'switch'): Promise<PartnerId> {
  partners += 1;
  return platform.transact((tx) =>
    insertPartner(tx, {
      ...{ name: `A ${kind} ${partners}`, kind, formats: ['fhir-r4'], siteId: null, address: null },
      ...{ allowedSenders: [], certificateSha256: null, keySecret: null },
    }),
  );
}

async function save(changes: Partial<RequestOf<typeof api.saveConnection>> = {}): Promise<string> {
  const sessionId = '01930000-0000-7000-8000-00000000beef' as Id<'session'>;
  const actor = { kind: 'staff', staffId, sessionId, siteId: platform.siteId, roles: [] } as const;
  const request = {
    ...{ partnerId: ehr, baseAddress: 'https://ehr.example/fhir/', clientId: 'theriac', scopes: ['system/Patient.rs'] },
    ...{ identifierSystem: 'urn:oid:2.999.1', identifierAssigner: 'MERCY', takesNotes: false },
    ...{ providerId: null, launchClientId: null, launchScopes: ['patient/Patient.read'] },
    ...changes,
  };
  const saved = await askEndpoint({ platform, routes: chartsRoutes }, api.saveConnection, request, { actor });
  return saved.ok ? 'saved' : saved.refusal.code;
}

async function list() {
  const listed = await askEndpoint({ platform, routes: chartsRoutes }, api.listConnections, {});
  if (!listed.ok) throw new Error(listed.refusal.code);
  return listed.value.body.charts;
}

describe('the connection to a chart', () => {
  test('is set up with a key that is made here, and keeps it when it is changed', async () => {
    expect(await save()).toBe('saved');
    const key = await platform.transact((tx) => getConnectionKey(tx, ehr));
    expect(key).toMatchObject({ alg: 'ES384', d: expect.any(String) });
    expect(await save({ clientId: 'theriac-2' })).toBe('saved');
    expect(await platform.transact((tx) => getConnectionKey(tx, ehr))).toEqual(key);
    const shown = (await list()).find(({ partnerId }) => partnerId === ehr);
    expect(shown).toMatchObject({ baseAddress: 'https://ehr.example/fhir', connection: { clientId: 'theriac-2' } });
    expect(JSON.stringify(shown)).not.toContain(String(key['d']));
  });

  test.each([
    [{ partnerId: '0190f0de-0000-7000-8000-00000000dead' }, 'charts.unknown-partner'],
    [{ baseAddress: 'http://ehr.example/fhir' }, 'charts.address-unsafe'],
    [{ baseAddress: 'https://ehr.example/fhir?x=1' }, 'charts.address-unsafe'],
    [{ scopes: ['patient/Patient.rs'] }, 'charts.scope-invalid'],
    [{ scopes: ['system/Patient.'] }, 'charts.scope-invalid'],
    [{ launchScopes: ['system/Patient.rs'] }, 'charts.scope-invalid'],
    [{ launchClientId: 'theriac' }, 'charts.launch-incomplete'],
    [{ launchClientId: 'theriac', providerId: '0190f0de-0000-7000-8000-00000000dead' }, 'charts.unknown-provider'],
  ])('is refused with %j', async (changes, code) => {
    expect(await save(changes)).toBe(code);
  });

  test('is refused for a partner that is no EHR, and at the address of another', async () => {
    expect(await save({ partnerId: await enterPartner('switch') })).toBe('charts.unknown-partner');
    expect(await save()).toBe('saved');
    expect(await save({ partnerId: otherEhr })).toBe('charts.address-taken');
  });
});

test('no note is written where no chart takes notes', async () => {
  await platform.transact(installDemoReference);
  const patientId = await platform.transact((tx) => registerPatient(tx, makeUpPerson(1)));
  const { drug } = await platform.transact((tx) => resolveDrug(tx, { ndc: '00074055402' }));
  if (drug === null) throw new Error('the demonstration has this drug');
  const { therapyId } = await new TherapyWorld(platform).open({ patientId, drugId: drug.drugId });
  const sessionId = '01930000-0000-7000-8000-00000000beef' as Id<'session'>;
  const actor = { kind: 'staff', staffId, sessionId, siteId: platform.siteId, roles: [] } as const;
  const request = { therapyId, kind: 'status', text: 'Delivered.' } as const;
  const sent = await askEndpoint({ platform, routes: chartsRoutes }, api.sendNote, request, { actor });
  expect(sent).toMatchObject({ ok: false, refusal: { code: 'charts.chart-takes-no-notes' } });
  const listed = await askEndpoint({ platform, routes: chartsRoutes }, api.listNotes, { therapyId });
  expect(listed).toMatchObject({ value: { body: { takenBy: null, whyNot: expect.any(String), notes: [] } } });
});
