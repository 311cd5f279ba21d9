import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChartSimulator, startChartServer } from '../../test/support/partner-simulators.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/test-platform.ts';
import { type ChartGateway, createChartGateway } from '../gateways/fhir-r4/chart-gateway.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { PatientId, RawMessageId } from '../kernel/ids.ts';
import { millisecondsOf } from '../kernel/instant.ts';
import { listConnections, setConnection, usualScopes } from '../modules/charts/index.ts';
import { insertPartner, type PartnerId, readRawMessage, savePartnerAddress } from '../modules/exchange/index.ts';
import { exchangeTimerActions } from '../modules/exchange/jobs.ts';
import { listAllergies, listObservations } from '../modules/patients/index.ts';
import { type IncomingPrescription, receivePrescription } from '../modules/prescriptions/index.ts';
import { installDemoReference } from '../modules/reference/index.ts';
import { askForMissing, type RequestId } from '../modules/referrals/index.ts';
import { referralsRoutes } from '../modules/referrals/routes.ts';

let platform: TestPlatform;
let gateway: ChartGateway;
let ehr: ChartSimulator;
let partnerId: PartnerId;
let people = 0;

beforeAll(async () => {
  gateway = createChartGateway({ timeoutMilliseconds: 2_000 });
  platform = await openTestPlatform({
    subscriptions: gateway.subscriptions,
    timerActions: [...gateway.timerActions, ...exchangeTimerActions],
  });
  gateway.start(platform);
  ehr = await startChartServer({ host: '127.0.0.1', port: 0 });
  partnerId = await platform.transact(async (tx) => {
    await installDemoReference(tx);
    return insertPartner(tx, {
      name: 'EHR',
      kind: 'ehr',
      formats: ['hl7v2', 'fhir-r4'],
      siteId: null,
      address: null,
      queryAddress: `http://127.0.0.1:${ehr.port}/fhir`,
      allowedSenders: [],
      certificateSha256: null,
      keySecret: null,
    });
  });
});
afterAll(async () => {
  await gateway.stop();
  await ehr.stop();
  await platform.close();
});

async function receive(recordNumber: string) {
  people += 1;
  const incoming: IncomingPrescription = {
    channel: 'hl7v2',
    rawMessageId: null,
    partnerId: null,
    orderNumber: null,
    receivedAt: platform.clock.now(),
    siteId: platform.siteId,
    patient: {
      familyName: `Frage${'abcdef'.charAt(people).repeat(4)}`,
      givenName: 'Ida',
      middleName: null,
      suffix: null,
      birthDate: `19${60 + people}-05-06` as CalendarDay,
      sex: 'female',
      addresses: [],
      phones: [],
      emails: [],
      language: null,
      identifiers: [{ kind: 'MR', assigner: 'MERCY', value: recordNumber }],
      deceasedOn: null,
    },
    prescriber: { npi: null, deaNumber: null, familyName: 'Okafor', givenName: null, state: null, phone: null },
    drug: { ndc: '00074055402', rxcui: null, description: 'Humira Pen', strength: null, deaSchedule: null },
    writtenOn: null,
    quantity: null,
    daysSupply: null,
    refills: null,
    substitutionAllowed: null,
    directions: null,
    note: null,
    isUrgent: false,
    diagnoses: [],
    coverages: [],
    allergies: [],
    noKnownAllergies: false,
    conditions: [],
    observations: [],
    medications: [],
  };
  const received = await platform.transact((tx) => receivePrescription(tx, incoming));
  if (!received.ok) throw new Error(received.refusal.code);
  return received.value.prescription;
}

async function ask(recordNumber: string, ...itemCodes: string[]) {
  const { prescriptionId, patientId } = await receive(recordNumber);
  const asked = await platform.transact((tx) => askForMissing(tx, { prescriptionId, itemCodes }));
  if (!asked.ok) throw new Error(asked.refusal.code);
  await platform.runDue();
  await gateway.idle();
  return { requestId: asked.value, prescriptionId, patientId: patientId as PatientId };
}

async function findRequest(of: { readonly prescriptionId: string; readonly requestId: RequestId }) {
  const read = referralsRoutes.find(({ endpoint }) => endpoint.path.endsWith('/get-referral'));
  if (read === undefined) throw new Error('no route');
  const answer = await platform.transact((tx) =>
    read.answer(tx, { request: { prescriptionId: of.prescriptionId } } as never),
  );
  if (!answer.ok) throw new Error(answer.refusal.code);
  const body = answer.value.body as {
    readonly requests: readonly {
      readonly state: string;
      readonly way: string;
      readonly items: readonly {
        readonly label: string;
        readonly closedAt: string | null;
        readonly origin: { readonly id: string } | null;
      }[];
      readonly steps: readonly { readonly step: string }[];
    }[];
  };
  const [request] = body.requests;
  if (request === undefined) throw new Error('no request');
  return request;
}

/** Serves the public keys of the platform, as the web server does. */
async function serveKeys() {
  const server = createServer((_request, response) => {
    void platform.transact(listConnections).then((connections) => {
      const keys = connections.map(({ publicKey }) => publicKey);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys` };
}

function connect(clientId: string, baseAddress: string) {
  return platform.transact((tx) =>
    setConnection(tx, {
      ...{ partnerId, providerId: null, launchClientId: null, changedBy: null },
      terms: {
        ...{ baseAddress, clientId, scopes: usualScopes.queries, takesNotes: false, launchScopes: [] },
        ...{ identifierSystem: 'urn:oid:2.999.7', identifierAssigner: 'MERCY' },
      },
    }),
  );
}

describe('a question to the EHR', () => {
  test('brings what the chart has, each fact with the stored answer as its source', async () => {
    const asked = await ask('4455', 'tb-screen', 'hbv-screen', 'allergies');
    const request = await findRequest(asked);
    expect(request.state).toBe('answered');
    const sources = new Set(request.items.map(({ origin }) => origin?.id));
    expect(sources.size).toBe(1);
    const [source] = [...sources];
    const stored = await platform.transact((tx) => readRawMessage(tx, source as RawMessageId));
    expect(new TextDecoder().decode(stored?.bytes)).toContain('batch-response');
    const chart = await platform.transact(async (tx) => ({
      allergies: await listAllergies(tx, asked.patientId),
      observations: await listObservations(tx, asked.patientId),
    }));
    expect(chart.allergies).toMatchObject([{ kind: 'no-known-allergies', origin: { kind: 'message', id: source } }]);
    expect(chart.observations.map(({ loincCode, value }) => [loincCode, value])).toContainEqual([
      '71773-6',
      'Negative',
    ]);
  });

  test('goes on by letter for what the chart does not have', async () => {
    const request = await findRequest(await ask('4458', 'tb-screen', 'allergies'));
    expect(request).toMatchObject({ state: 'asked', way: 'letter' });
    expect(request.items.filter(({ closedAt }) => closedAt === null).map(({ label }) => label)).toEqual([
      'Tuberculosis screen',
    ]);
    expect(request.steps.map(({ step }) => step)).toEqual(['asked', 'answered', 'nothing-new', 'composed']);
  });

  test('is asked again when nobody answers, and the request goes on by letter when its time is over', async () => {
    const place = { partnerId, address: 'mllps://127.0.0.1:9' };
    await platform.transact((tx) => savePartnerAddress(tx, { ...place, queryAddress: 'http://127.0.0.1:9/fhir' }));
    const asked = await ask('4460', 'tb-screen');
    expect(await findRequest(asked)).toMatchObject({ state: 'asked', way: 'ehr-query' });
    await platform.transact((tx) =>
      savePartnerAddress(tx, { ...place, queryAddress: `http://127.0.0.1:${ehr.port}/fhir` }),
    );
    platform.clock.advance(60_000);
    await platform.runDue();
    await gateway.idle();
    expect((await findRequest(asked)).state).toBe('answered');
  });
});

test('goes with a token to an EHR that asks for one, by the number as it names it; a token that is refused becomes work, and the request goes on by letter', async () => {
  const keys = await serveKeys();
  const client = { clientId: 'theriac', keysAddress: keys.address, scopes: usualScopes.queries, launch: null };
  const now = (): number => millisecondsOf(platform.clock.now());
  const careful = await startChartServer({ host: '127.0.0.1', port: 0, clients: [client], now });
  try {
    expect((await connect('theriac', careful.baseAddress)).ok).toBe(true);
    expect((await findRequest(await ask('4461', 'tb-screen'))).state).toBe('answered');
    expect(careful.countTokens()).toBe(1);
    await connect('nobody', careful.baseAddress);
    expect(await findRequest(await ask('4462', 'tb-screen'))).toMatchObject({ state: 'asked', way: 'letter' });
    const { rows } = await platform.database.owner.query<{ reason_code: string }>(
      `select reason_code from work.work_item where queue = 'dead-letters' and closed_at is null`,
    );
    expect(rows).toEqual([{ reason_code: 'partner-refused' }]);
  } finally {
    await careful.stop();
    keys.server.close();
  }
});
