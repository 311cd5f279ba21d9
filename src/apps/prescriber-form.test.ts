import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askEndpoint } from '../../test/support/ask-endpoint.ts';
import { addLicensedPharmacist } from '../../test/support/licensed-pharmacist.ts';
import { type ChartSimulator, startChartServer } from '../../test/support/partner-simulators.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/test-platform.ts';
import { serveFhir } from '../gateways/fhir-r4/fhir-gateway.ts';
import { fhirWay } from '../gateways/fhir-r4/prescriber-way.ts';
import { loadR4Validator } from '../gateways/fhir-r4/r4-validator.ts';
import { readBearerKey } from '../gateways/inbound/request-partner.ts';
import { createPrescriberGateway } from '../gateways/outbound/prescriber-gateway.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Endpoint, RequestOf, ResponseOf } from '../kernel/endpoint.ts';
import type { PatientId, TherapyId } from '../kernel/ids.ts';
import { insertPartner, type PartnerId } from '../modules/exchange/index.ts';
import { listAllergies, listObservations, recordAllergy } from '../modules/patients/index.ts';
import { type IncomingPrescription, receivePrescription } from '../modules/prescriptions/index.ts';
import { installDemoReference } from '../modules/reference/index.ts';
import * as api from '../modules/referrals/api.ts';
import { referralsRoutes } from '../modules/referrals/routes.ts';
import { getTherapySummary } from '../modules/therapies/index.ts';
import { silentLog } from '../platform/log/log.ts';
import { readFhir } from '../standards/fhir/fhir.ts';
import { formAnswer } from '../standards/fhir/fixtures/form-answers.ts';
import { subscriptions, timerActions } from './composition.ts';

const gateway = createPrescriberGateway({ ways: [fhirWay], timeoutMilliseconds: 2_000 });
const token = 'the-token-of-the-record';
const otherToken = 'the-token-of-another';
let platform: TestPlatform;
let server: FastifyInstance;
let ehr: ChartSimulator;
let partners: Readonly<Record<string, PartnerId>>;
let url = '';
let people = 0;
// Names and birth dates that nobody takes for each other.
const familyNames = ['Abendroth', 'Birkwald', 'Castell', 'Dornfeld', 'Eschweg', 'Falkenau', 'Grothe', 'Hollstein'];

beforeAll(async () => {
  platform = await openTestPlatform({
    subscriptions: [...subscriptions, ...gateway.subscriptions],
    timerActions: [...timerActions, ...gateway.timerActions],
  });
  server = Fastify();
  await serveFhir(server, {
    ...platform,
    authenticate: async (request) => {
      const partnerId = partners[readBearerKey(request.headers.authorization) ?? ''];
      return partnerId === undefined ? null : { tenantId: platform.tenantId, partnerId };
    },
  });
  url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/fhir/$process-message`;
  const pharmacy = { url, bearerKey: token, tls: null };
  ehr = await startChartServer({
    ...{ host: '127.0.0.1', port: 0 },
    forms: { pharmacyAt: () => pharmacy, thinkMilliseconds: null },
  });
  partners = await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await addLicensedPharmacist(tx);
    const usual = {
      siteId: null,
      address: null,
      allowedSenders: [],
      certificateSha256: null,
      keySecret: null,
    } as const;
    const formAddress = `http://127.0.0.1:${ehr.port}/forms`;
    return {
      [token]: await insertPartner(tx, { ...usual, name: 'EHR', kind: 'ehr', formats: ['fhir-r4'], formAddress }),
      [otherToken]: await insertPartner(tx, { ...usual, name: 'Other', kind: 'hub', formats: ['fhir-r4'] }),
    };
  });
  gateway.start({ transactor: platform.transactor, log: silentLog, tls: null });
});
afterAll(async () => {
  await gateway.stop();
  await ehr.stop();
  await server.close();
  await platform.close();
});

async function receive(familyName?: string, change: Partial<IncomingPrescription> = {}) {
  people += 1;
  const incoming: IncomingPrescription = {
    ...{ channel: 'phone', rawMessageId: null, partnerId: null, orderNumber: null, siteId: platform.siteId },
    receivedAt: platform.clock.now(),
    patient: {
      ...{ familyName: familyName ?? familyNames[people - 1] ?? '', givenName: 'Ida', middleName: null, suffix: null },
      ...{
        birthDate: `19${40 + 5 * people}-0${people}-1${people}` as CalendarDay,
        sex: 'female',
        emails: [],
        language: 'en',
      },
      addresses: [{ lines: ['5 Elm Street'], city: 'Albany', state: 'NY', postalCode: '12207', use: 'home' }],
      phones: [{ number: `518557${2000 + people}`, use: 'mobile' }],
      identifiers: [{ kind: 'MR', assigner: 'MERCY', value: `R-${people}` }],
      deceasedOn: null,
    },
    prescriber: { npi: '1999990017', deaNumber: null, familyName: null, givenName: null, state: 'NY', phone: null },
    drug: { ndc: '00074055402', rxcui: null, description: 'Humira Pen', strength: null, deaSchedule: null },
    ...{ writtenOn: '2026-03-01' as CalendarDay, quantity: { quantityThousandths: 2_000, unit: null }, daysSupply: 28 },
    ...{ refills: 5, substitutionAllowed: true, directions: 'Inject 40 mg every other week.', note: null },
    diagnoses: [{ system: 'ICD-10-CM', code: 'M06.9', text: null, isPrimary: true, onsetOn: null }],
    ...{ isUrgent: false, coverages: [], allergies: [], noKnownAllergies: false, conditions: [] },
    ...{ observations: [], medications: [] },
    ...change,
  };
  const received = await platform.transact((tx) => receivePrescription(tx, incoming));
  if (!received.ok) throw new Error(received.refusal.code);
  const { prescriptionId, patientId, therapyId } = received.value.prescription;
  if (patientId === null || therapyId === null) throw new Error('the order was not accepted');
  const { patient } = incoming;
  return { prescriptionId, patientId, therapyId, familyName: patient.familyName, birthDate: patient.birthDate ?? '' };
}

type Referral = Awaited<ReturnType<typeof receive>>;

async function call<Called extends Endpoint>(called: Called, request: RequestOf<Called>): Promise<ResponseOf<Called>> {
  const answer = await askEndpoint({ platform, routes: referralsRoutes }, called, request);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.body;
}

async function ask({ prescriptionId }: Referral, ...itemCodes: string[]): Promise<string> {
  const { requestId } = await call(api.askForMissing, { prescriptionId, itemCodes });
  await settle();
  return requestId;
}

async function settle(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await platform.runDue();
    await gateway.idle();
  }
}

const read = ({ prescriptionId }: Referral) => call(api.getReferral, { prescriptionId });

async function stepsOf(referral: Referral): Promise<readonly string[]> {
  const [request] = (await read(referral)).requests;
  return request?.steps.map(({ way, step }) => `${way} ${step}`) ?? [];
}

async function barrierOf(therapyId: TherapyId): Promise<string> {
  return JSON.stringify((await platform.transact((tx) => getTherapySummary(tx, therapyId)))?.barrier);
}

async function send(resource: object, as = token): Promise<string> {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json', authorization: `Bearer ${as}` },
    body: JSON.stringify(resource),
  });
  await settle();
  return reply.text();
}

const answerTo = (referral: Referral, requestId: string, messageId: string, items: readonly object[]) =>
  formAnswer({ ...referral, messageId, number: requestId.replaceAll('-', ''), items });

const words = (linkId: string, text: string) => ({ linkId, answer: [{ valueString: text }] });
const negative = [
  { linkId: 'tb-screen.test', answer: [{ valueCoding: { system: 'http://loinc.org', code: '71773-6' } }] },
  words('tb-screen.words', 'Negative'),
  { linkId: 'tb-screen.on', answer: [{ valueDate: '2026-02-20' }] },
];

describe('a form to the prescriber', () => {
  test('goes out as a valid message that names no more than it must, and its answer closes what was asked', async () => {
    const referral = await receive();
    const before = await read(referral);
    expect(before).toMatchObject({ canAskEhr: false, canSendForm: true });
    await ask(referral, 'tb-screen', 'hbv-screen', 'medications', 'allergies');
    const text = ehr.forms.listTaken().at(-1) ?? '';
    const bundle = readFhir(new TextEncoder().encode(text)).message;
    if (bundle === null) throw new Error('no form came');
    expect((await loadR4Validator()).validate(bundle).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(text).not.toMatch(/Elm Street|518557/);
    expect(await stepsOf(referral)).toEqual(['form asked', 'form taken']);
    expect(await barrierOf(referral.therapyId)).toContain('awaiting_prescriber');
    expect(await ehr.forms.answerForms()).toEqual([200]);
    await settle();
    const after = await read(referral);
    expect(after.requests).toMatchObject([{ state: 'answered', way: 'form' }]);
    expect(new Set(after.requests[0]?.items.map(({ origin }) => origin?.kind))).toEqual(new Set(['message']));
    expect(after.metCount).toBe(before.metCount + 4);
    expect(await barrierOf(referral.therapyId)).not.toContain('awaiting_prescriber');
    const told = await platform.database.owner.query<{ code: string }>(
      `select facts->>'code' as code from therapies.therapy_event where type = 'fact-recorded' and therapy_id = $1 order by sequence`,
      [referral.therapyId],
    );
    expect(told.rows.map(({ code }) => code).filter((code) => code.startsWith('referrals.'))).toEqual([
      'referrals.missing-information-asked',
      'referrals.form-taken-by-the-record-of-the-prescriber',
      'referrals.missing-information-answered',
    ]);
  });

  test('goes on by letter when it is declined, and when their record refuses it', async () => {
    const declined = await receive('Declining');
    await ask(declined, 'tb-screen');
    await ehr.forms.answerForms();
    await settle();
    expect(await stepsOf(declined)).toEqual(['form asked', 'form taken', 'form declined', 'letter composed']);
    expect(await barrierOf(declined.therapyId)).not.toContain('awaiting_prescriber');
    const refused = await receive('Refusal');
    await ask(refused, 'tb-screen');
    expect(await stepsOf(refused)).toEqual(['form asked', 'form refused', 'letter composed']);
  });

  test('goes on by letter when nobody answers in its time; an answer that comes then, or twice, does no harm', async () => {
    const referral = await receive('Ignoring');
    const requestId = await ask(referral, 'tb-screen');
    platform.clock.advance(4 * 86_400_000);
    await settle();
    expect((await stepsOf(referral)).slice(2)).toEqual(['form silent', 'letter composed']);
    const late = answerTo(referral, requestId, 'late-1', negative);
    await send(late);
    expect((await read(referral)).requests).toMatchObject([{ state: 'answered' }]);
    expect((await read(referral)).letters).toEqual([]);
    await send(late);
    await send({ ...answerTo(referral, requestId, 'late-2', negative) });
    expect((await stepsOf(referral)).slice(4)).toEqual(['form answered', 'form late']);
    const observations = await platform.transact((tx) => listObservations(tx, referral.patientId));
    expect(observations).toHaveLength(1);
  });

  test('says at its place what cannot be used, and asks for the rest by letter', async () => {
    const referral = await receive();
    const requestId = await ask(referral, 'tb-screen', 'medications');
    const answer = await send(
      answerTo(referral, requestId, 'partly', [
        ...negative,
        words('height.value', '180'),
        words('tb-screen.value', 'x'),
      ]),
    );
    expect(answer).toContain('Bundle.entry[2].resource.item[3]');
    const { requests } = await read(referral);
    expect(requests[0]?.items.map(({ closedAt }) => closedAt !== null)).toEqual([true, false]);
    expect((await stepsOf(referral)).slice(2)).toEqual(['form answered', 'form nothing-new', 'letter composed']);
  });

  test('is answered by nobody but the partner that was sent it, and about nobody else', async () => {
    const referral = await receive();
    const requestId = await ask(referral, 'tb-screen');
    const foreign = await send(answerTo(referral, requestId, 'foreign', negative), otherToken);
    expect(foreign).toContain('Bundle.entry[1].resource.identifier');
    expect(foreign).toContain('fatal-error');
    const unknown = await send(answerTo(referral, '0'.repeat(32), 'unknown', negative));
    expect(unknown).toContain('fatal-error');
    expect(await stepsOf(referral)).toEqual(['form asked', 'form taken']);
    await send(answerTo({ ...referral, familyName: 'Somebody' }, requestId, 'other', negative));
    expect((await stepsOf(referral)).slice(2)).toEqual(['form other-person', 'letter composed']);
    expect(await platform.transact((tx) => listObservations(tx, referral.patientId))).toEqual([]);
  });

  test('that is being worked on is no answer yet', async () => {
    const referral = await receive();
    const requestId = await ask(referral, 'tb-screen');
    const number = requestId.replaceAll('-', '');
    await send(formAnswer({ ...referral, messageId: 'begun', number, items: null, status: 'in-progress' }));
    expect((await stepsOf(referral)).slice(2)).toEqual(['form worked-on']);
    expect((await read(referral)).requests).toMatchObject([{ state: 'asked', way: 'form' }]);
  });
});

describe('an answer that contradicts what is known', () => {
  const allergiesOf = async (patientId: PatientId) =>
    (await platform.transact((tx) => listAllergies(tx, patientId))).map(({ substance }) => substance);

  test('is shown beside it and recorded only when a pharmacist says so', async () => {
    const referral = await receive();
    const requestId = await ask(referral, 'tb-screen', 'allergies');
    await platform.transact((tx) =>
      recordAllergy(tx, {
        ...{ patientId: referral.patientId, origin: { kind: 'staff', id: null }, kind: 'substance' },
        ...{ ingredientRxcui: null, snomedCode: null, severity: null, substance: 'Penicillin', reaction: null },
      }),
    );
    const none = [{ linkId: 'allergies.none', answer: [{ valueBoolean: true }] }];
    await send(answerTo(referral, requestId, 'against', [...negative, ...none]));
    const shown = await read(referral);
    expect(shown.contradictions).toMatchObject([
      { known: 'Penicillin', said: 'No known allergies', settledAs: null, saidOrigin: { kind: 'message' } },
    ]);
    expect(await allergiesOf(referral.patientId)).toEqual(['Penicillin']);
    expect(await stepsOf(referral)).toContain('form contradicts');
    const contradictionId = shown.contradictions[0]?.contradictionId ?? '';
    const decide = (id: string, as: 'recorded' | 'kept') =>
      askEndpoint({ platform, routes: referralsRoutes }, api.settleContradiction, { contradictionId: id, as });
    expect(await decide('01890000-0000-7000-8000-0000000000ff', 'kept')).toMatchObject({
      refusal: { code: 'referrals.unknown-contradiction' },
    });
    expect(await decide(contradictionId, 'recorded')).toMatchObject({ ok: true });
    expect(await decide(contradictionId, 'kept')).toMatchObject({
      refusal: { code: 'referrals.contradiction-settled' },
    });
    expect((await allergiesOf(referral.patientId)).length).toBe(2);
    expect((await read(referral)).contradictions).toMatchObject([{ settledAs: 'recorded' }]);
  });
});
