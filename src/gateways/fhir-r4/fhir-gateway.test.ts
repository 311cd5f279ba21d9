import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addLicensedPharmacist } from '../../../test/support/licensed-pharmacist.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { PatientId, RawMessageId } from '../../kernel/ids.ts';
import { insertPartner, type PartnerId } from '../../modules/exchange/index.ts';
import { listAllergies, listCoverages, listMedications, listObservations } from '../../modules/patients/index.ts';
import { listPrescriptions } from '../../modules/prescriptions/index.ts';
import { installDemoReference } from '../../modules/reference/index.ts';
import { listQueueItems } from '../../modules/work/index.ts';
import { transaction, unsolicitedMessage } from '../../standards/fhir/fixtures/enrollment-bundles.ts';
import { readBearerKey } from '../inbound/request-partner.ts';
import { applyUnsettled } from '../inbound/sweep-unsettled.ts';
import { enrollmentFormat, serveFhir } from './fhir-gateway.ts';

const token = 'a-valid-access-token';

let platform: TestPlatform;
let server: FastifyInstance;
let partnerId: PartnerId;
let people = 0;
let betweenCommits: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  platform = await openTestPlatform();
  partnerId = await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await addLicensedPharmacist(tx);
    return insertPartner(tx, {
      name: 'Mercy FHIR',
      kind: 'ehr',
      formats: ['fhir-r4'],
      siteId: platform.secondSiteId,
      address: null,
      allowedSenders: ['https://ehr.example.org/fhir/$process-message'],
      certificateSha256: null,
      keySecret: null,
    });
  });
  server = Fastify();
  await serveFhir(server, {
    ...platform,
    betweenCommits: () => betweenCommits(),
    authenticate: async (request) =>
      readBearerKey(request.headers.authorization) === token ? { tenantId: platform.tenantId, partnerId } : null,
  });
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

/** The guide's unsolicited message for a made-up person of New York; each call speaks of somebody else. */
function composeMessage(messageId: string, edit: (json: string) => string = (json) => json): string {
  people += 1;
  const letters = [...String(people)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('');
  const json = JSON.stringify(unsolicitedMessage())
    .replaceAll('header-1', messageId)
    .replaceAll('"Sample"', `"Fern${letters}${letters}"`)
    .replaceAll('MRN-0001', `MRN-F${people}`)
    .replaceAll('1979-04-05', `19${60 + (people % 30)}-0${1 + (people % 9)}-1${people % 9}`)
    .replaceAll('555-010-0001', `518-557-${String(1000 + people)}`)
    .replaceAll('Minnesota', 'New York')
    .replaceAll('1234567893', '1999990017')
    .replaceAll('"Prescriber"', '"Okafor"')
    .replaceAll('"Iris"', '"Amara"')
    .replaceAll('AB1234563', 'BO9999004')
    .replaceAll('2026-11-03T15:20:00-06:00', '2026-03-01T15:20:00-06:00')
    .replaceAll('2026-10-20', '2026-02-20')
    .replaceAll('"ORD-1"', `"ORD-${messageId}"`)
    .replaceAll('"999999"', '"990001"')
    .replaceAll('TESTPCN', 'MBP');
  return edit(json);
}

function post(body: string, options: { readonly path?: string; readonly token?: string | null } = {}) {
  const { path = '/fhir/$process-message', token: bearer = token } = options;
  return server.inject({
    method: 'POST',
    url: path,
    payload: body,
    headers: {
      'content-type': 'application/fhir+json',
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
    },
  });
}

async function findPrescriptions(messageId: string) {
  const { rows } = await platform.database.owner.query<{ raw_message_id: RawMessageId }>(
    'select raw_message_id from exchange.raw_message where control_id = $1 and not quarantined',
    [messageId],
  );
  const [row] = rows;
  if (row === undefined) return [];
  return platform.transact((tx) => listPrescriptions(tx, { rawMessageId: row.raw_message_id }));
}

async function listWork(queue: 'intake' | 'dead-letters') {
  const filter = { queue, owner: 'anyone', siteId: null } as const;
  const items = await platform.transact((tx) => listQueueItems(tx, filter, { after: null, most: 200 }));
  return items.map(({ reasonCode }) => reasonCode);
}

function issuesOf(body: string) {
  const resource = JSON.parse(body) as {
    resourceType: string;
    issue?: unknown;
    entry?: { resource: { issue?: unknown } }[];
  };
  return (resource.issue ?? resource.entry?.[1]?.resource.issue) as readonly {
    severity: string;
    expression?: string[];
  }[];
}

describe('an enrollment message', () => {
  it('becomes a therapy with what the record says of the patient, and is answered with a message', async () => {
    const reply = await post(composeMessage('F-1'));
    expect(reply.statusCode).toBe(200);
    const answer = reply.json();
    expect(answer).toMatchObject({ resourceType: 'Bundle', type: 'message' });
    expect(answer.entry[0].resource).toMatchObject({
      resourceType: 'MessageHeader',
      response: { identifier: 'F-1', code: 'ok' },
    });
    const [prescription] = await findPrescriptions('F-1');
    expect(prescription).toMatchObject({
      status: 'accepted',
      channel: 'fhir',
      siteId: platform.secondSiteId,
      quantityThousandths: 4000,
      quantityUnit: 'mL',
      daysSupply: 28,
      substitutionAllowed: false,
      indicationCode: 'M06.9',
    });
    const patientId = prescription?.patientId as PatientId;
    const recorded = await platform.transact(async (tx) => ({
      coverages: await listCoverages(tx, patientId),
      allergies: await listAllergies(tx, patientId),
      observations: await listObservations(tx, { patientId }),
      medications: await listMedications(tx, patientId),
    }));
    expect(recorded.coverages[0]).toMatchObject({ memberId: 'RXID1', groupNumber: 'RXGRP1' });
    expect(recorded.coverages[0]?.planId).not.toBeNull();
    expect(recorded.allergies.map(({ substance }) => substance)).toEqual(['Penicillin']);
    expect(recorded.observations.map(({ loincCode }) => loincCode).toSorted()).toEqual(['29463-7', '8462-4', '8480-6']);
    expect(recorded.medications).toHaveLength(1);
  });

  it('is answered with the same bytes when it is sent again', async () => {
    const body = composeMessage('F-REP');
    const first = await post(body);
    platform.clock.advance(60_000);
    const again = await post(body);
    expect([again.statusCode, again.body]).toEqual([first.statusCode, first.body]);
    expect(await findPrescriptions('F-REP')).toHaveLength(1);
  });

  it('with a number that was used before is refused and quarantined', async () => {
    await post(composeMessage('F-CONF'));
    const reply = await post(composeMessage('F-CONF'));
    expect(reply.statusCode).toBe(422);
    expect(await findPrescriptions('F-CONF')).toHaveLength(1);
    expect(await listWork('dead-letters')).toContain('control-id-reused');
  });

  it('may not name the endpoint of another sender', async () => {
    const body = composeMessage('F-FORGED', (json) =>
      json.replaceAll('ehr.example.org/fhir/$process', 'other.example/fhir/$process'),
    );
    const reply = await post(body);
    expect(reply.json().entry[0].resource.response.code).toBe('fatal-error');
    expect(await findPrescriptions('F-FORGED')).toEqual([]);
    expect(await listWork('dead-letters')).toContain('sender-not-allowed');
  });
});

describe('a bundle that is not of FHIR R4', () => {
  const cases: readonly [string, (json: string) => string, string, string][] = [
    [
      'a code outside a required binding',
      (json) => json.replace('"gender":"female"', '"gender":"F"'),
      'code-invalid',
      '.resource.gender',
    ],
    [
      'two alternatives of one choice',
      (json) =>
        json.replace('"gender":"female"', '"gender":"female","deceasedBoolean":false,"deceasedDateTime":"2026-01-01"'),
      'structure',
      '.resource.deceased[x]',
    ],
    [
      'a period that ends before it begins',
      (json) => json.replace('"end":"2027-11-03"', '"start":"2027-12-01","end":"2027-11-03"'),
      'value',
      '.resource.dispenseRequest.validityPeriod',
    ],
    [
      'a property that nobody knows',
      (json) => json.replace('"gender":"female"', '"gender":"female","shoeSize":9'),
      'structure',
      '.resource.shoeSize',
    ],
  ];

  it.each(cases)('for %s is answered with the expression and is for a person', async (name, edit, code, place) => {
    const messageId = `F-R4-${name.length}`;
    const original = composeMessage(messageId);
    const body = edit(original);
    expect(body).not.toBe(original);
    const before = (await listWork('intake')).length;
    const reply = await post(body);
    expect(reply.json().entry[0].resource.response.code).toBe('fatal-error');
    const errors = issuesOf(reply.body).filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([{ code, expression: [expect.stringContaining(place)] }]);
    expect(errors[0]?.expression?.[0]).toMatch(/^Bundle\.entry\[\d+\]/);
    expect(await findPrescriptions(messageId)).toEqual([]);
    expect((await listWork('intake')).length).toBe(before + 1);
  });
});

describe('the end of the validity that a sender states', () => {
  const expiryOf = async (messageId: string, end: string) => {
    await post(composeMessage(messageId, (json) => json.replace('"end":"2027-11-03"', `"end":"${end}"`)));
    const [prescription] = await findPrescriptions(messageId);
    return { expiresOn: prescription?.expiresOn, status: prescription?.status };
  };

  it('is the last day of the prescription where it comes before that of the rules', async () => {
    expect(await expiryOf('F-END1', '2026-06-30')).toEqual({ expiresOn: '2026-06-30', status: 'accepted' });
    expect(await expiryOf('F-END2', '2026-02-28')).toEqual({ expiresOn: '2026-02-28', status: 'needs-person' });
  });

  it('lengthens nothing', async () => {
    expect(await expiryOf('F-END3', '2029-01-01')).toEqual({ expiresOn: '2027-03-01', status: 'accepted' });
  });
});

it('takes a transaction at the root and answers with an OperationOutcome', async () => {
  const reply = await post(JSON.stringify(transaction()), { path: '/fhir' });
  expect(reply.statusCode).toBe(200);
  expect(reply.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  expect(reply.headers['content-type']).toContain('application/fhir+json');
});

describe('what cannot be used is refused with its expression and becomes a task', () => {
  const cases: readonly [string, number, string, string][] = [
    ['no prescription', 200, composeMessage('F-B1', (json) => json.replaceAll('MedicationRequest', 'Basic')), 'Bundle'],
    ['no birth date', 200, composeMessage('F-B2', (json) => json.replace(/"birthDate":"[^"]*",?/, '')), 'birthDate'],
    [
      'a stopped order',
      200,
      composeMessage('F-B3', (json) => json.replaceAll('"status":"active"', '"status":"stopped"')),
      'status',
    ],
    ['no JSON', 400, '{"resourceType":"Bundle",', 'line 1'],
    ['XML', 422, '<Bundle/>', 'line 1'],
    ['nothing', 400, ' ', 'line 1'],
    ['a key twice', 400, '{"resourceType":"Bundle","type":"collection","type":"message"}', 'line 1'],
  ];

  it.each(cases)('%s', async (_name, status, body, place) => {
    const before = (await listWork('intake')).length;
    const reply = await post(body);
    expect(reply.statusCode).toBe(status);
    const errors = issuesOf(reply.body).filter(({ severity }) => severity === 'error');
    expect(JSON.stringify(errors)).toContain(place);
    expect((await listWork('intake')).length).toBe(before + 1);
  });

  it('except what is no bundle that is taken here: nobody is asked', async () => {
    const before = (await listWork('intake')).length;
    for (const body of ['{"resourceType":"Patient"}', '{"resourceType":"Bundle","type":"searchset"}'])
      expect((await post(body)).statusCode).toBe(422);
    expect((await listWork('intake')).length).toBe(before);
  });
});

it('lets nobody in without a valid token', async () => {
  for (const wrong of [null, 'another-token']) {
    const reply = await post(composeMessage('F-NO'), { token: wrong });
    expect(reply.statusCode).toBe(401);
    expect(reply.json().resourceType).toBe('OperationOutcome');
  }
  expect(await findPrescriptions('F-NO')).toEqual([]);
});

it('says what it takes', async () => {
  const reply = await server.inject({ method: 'GET', url: '/fhir/metadata' });
  expect(reply.json()).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
});

it('applies what an ended process left unapplied, once, and answers its repeat from the record', async () => {
  const body = composeMessage('F-KILL');
  betweenCommits = () => Promise.reject(new Error('the process ended'));
  const broken = await post(body);
  betweenCommits = async () => undefined;
  expect(broken.statusCode).toBe(503);
  platform.clock.advance(2 * 60_000);
  expect(await applyUnsettled(platform, enrollmentFormat)).toBe(1);
  expect((await post(body)).statusCode).toBe(200);
  expect(await findPrescriptions('F-KILL')).toHaveLength(1);
});
