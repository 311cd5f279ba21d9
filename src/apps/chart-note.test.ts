import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { askEndpoint } from '../../test/support/ask-endpoint.ts';
import { ChartScene, chartNumbering } from '../../test/support/chart-scene.ts';
import { startChartServer } from '../../test/support/partner-simulators.ts';
import type { TestBrowser } from '../../test/support/test-server.ts';
import { TherapyWorld } from '../../test/support/therapy-world.ts';
import { createNoteGateway, type NoteGateway } from '../gateways/fhir-r4/note-gateway.ts';
import { loadR4Validator } from '../gateways/fhir-r4/r4-validator.ts';
import type { RawMessageId, TherapyId } from '../kernel/ids.ts';
import * as charts from '../modules/charts/api.ts';
import * as exchange from '../modules/exchange/api.ts';
import { readRawMessage } from '../modules/exchange/index.ts';
import { exchangeTimerActions } from '../modules/exchange/jobs.ts';
import { makeUpPerson, registerPatient } from '../modules/patients/index.ts';
import { installDemoReference, resolveDrug } from '../modules/reference/index.ts';
import { getJourney } from '../modules/therapies/api.ts';
import { therapiesRoutes } from '../modules/therapies/routes.ts';

let scene: ChartScene;
let gateway: NoteGateway;
let clara: TestBrowser;
let therapyId: TherapyId;

beforeAll(async () => {
  gateway = createNoteGateway({ timeoutMilliseconds: 2_000 });
  scene = await ChartScene.open((of) => startChartServer({ host: '127.0.0.1', port: 0, ...of }), {
    subscriptions: gateway.subscriptions,
    timerActions: [...gateway.timerActions, ...exchangeTimerActions],
  });
  gateway.start(scene.platform);
  await scene.platform.transact(installDemoReference);
  therapyId = await openTherapy(1, [{ assigner: chartNumbering.assigner, value: '4455' }]);
  clara = scene.server.openBrowser();
  await scene.server.signIn(clara, { userName: 'clara', secret: scene.secretOf('clara') });
});
afterEach(() => scene.ehr.failDocuments(null));
afterAll(async () => {
  await gateway.stop();
  await scene.close();
});

async function openTherapy(
  number: number,
  mrns: readonly { readonly assigner: string; readonly value: string }[],
): Promise<TherapyId> {
  const { platform } = scene;
  const person = { ...makeUpPerson(number), identifiers: [], mrns };
  const patientId = await platform.transact((tx) => registerPatient(tx, person));
  const { drug } = await platform.transact((tx) => resolveDrug(tx, { ndc: '00074055402' }));
  if (drug === null) throw new Error('the demonstration has this drug');
  return (await new TherapyWorld(platform).open({ patientId, drugId: drug.drugId })).therapyId;
}

async function deliver(): Promise<void> {
  await scene.platform.runDue();
  await gateway.idle();
  await scene.platform.runDue();
}

async function send(text: string, of: TherapyId = therapyId) {
  scene.platform.clock.advance(1_000);
  const sent = await clara.call(charts.sendNote, { therapyId: of, kind: 'intervention', text });
  await deliver();
  return sent;
}

async function listNotes() {
  const { body } = await clara.call(charts.listNotes, { therapyId });
  return body['notes'] as readonly {
    readonly text: string;
    readonly state: string;
    readonly documentId: string | null;
    readonly messageId: string | null;
  }[];
}

async function listFacts(): Promise<readonly { readonly code: string; readonly facts: unknown }[]> {
  const { rows } = await scene.platform.database.owner.query<{ code: string; facts: unknown }>(
    `select facts->>'code' as code, facts->'facts' as facts from therapies.therapy_event
     where therapy_id = $1 and facts->>'code' like 'charts.%' order by sequence`,
    [therapyId],
  );
  return rows;
}

describe('a note for the chart', () => {
  test('is filed as a document of FHIR R4 with its patient, author and type, and the timeline says under which id', async () => {
    expect((await send('Dose interval confirmed with the clinic.')).status).toBe(200);
    const [note] = scene.ehr.listNotes();
    expect(note).toMatchObject({
      resourceType: 'DocumentReference',
      subject: { reference: 'Patient/purnoid299944554455' },
      author: [{ display: 'clara' }],
      type: { coding: [{ system: 'http://loinc.org', code: '11488-4' }] },
    });
    const data = (note as unknown as { content: { attachment: { data: string } }[] }).content[0]?.attachment.data;
    expect(Buffer.from(data ?? '', 'base64').toString()).toBe('Dose interval confirmed with the clinic.');
    expect((await loadR4Validator()).validate(note as never).filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
    expect((await listNotes())[0]).toMatchObject({ state: 'filed', documentId: note?.id });
    expect(await listFacts()).toEqual([
      { code: 'charts.note-sent-to-chart', facts: { code: 'intervention' } },
      { code: 'charts.note-filed-in-chart', facts: { code: 'intervention', documentId: note?.id } },
    ]);
  });

  test('keeps the bytes that went and came, apart from the token', async () => {
    const messageId = (await listNotes())[0]?.messageId as RawMessageId;
    const stored = await scene.platform.transact((tx) => readRawMessage(tx, messageId));
    const text = new TextDecoder().decode(stored?.bytes);
    expect(text).toContain('"resourceType":"DocumentReference"');
    expect(text).not.toContain('Bearer');
  });

  test('is filed once when the EHR took it and was not heard', async () => {
    const before = scene.ehr.listNotes().length;
    await gateway.stop();
    gateway.start({
      ...scene.platform,
      betweenSendAndRecord: () => Promise.reject(new Error('the process ends here')),
    });
    await send('Sent, and not heard.');
    expect(scene.ehr.listNotes()).toHaveLength(before + 1);
    expect((await listNotes())[0]?.state).toBe('waiting');
    await gateway.stop();
    gateway.start(scene.platform);
    scene.platform.clock.advance(4 * 60_000);
    await deliver();
    expect((await listNotes())[0]?.state).toBe('filed');
    expect(scene.ehr.listNotes()).toHaveLength(before + 1);
  });

  test('is tried again while the EHR does not answer', async () => {
    scene.ehr.failDocuments(503);
    await send('Tried again.');
    expect((await listNotes())[0]?.state).toBe('waiting');
    scene.ehr.failDocuments(null);
    scene.platform.clock.advance(61_000);
    await deliver();
    expect((await listNotes())[0]?.state).toBe('filed');
  });

  test('that the EHR refuses becomes work with the place that it names, and goes out again when somebody says so', async () => {
    scene.ehr.failDocuments(422);
    await send('Refused at first.');
    const [note] = await listNotes();
    expect(note?.state).toBe('refused');
    const { rows } = await scene.platform.database.owner.query<{ subject_id: string }>(
      `select subject_id from work.work_item where queue = 'dead-letters' and reason_code = 'partner-refused' and closed_at is null`,
    );
    expect(rows).toHaveLength(1);
    const message = await clara.call(exchange.getRawMessage, { rawMessageId: note?.messageId ?? '' });
    expect(message.body['problems']).toMatchObject([{ where: 'DocumentReference.type', severity: 'error' }]);
    expect((await listFacts()).at(-1)).toEqual({
      code: 'charts.note-refused-by-chart',
      facts: { code: 'intervention', answerCode: 'business-rule' },
    });
    scene.ehr.failDocuments(null);
    const ines = scene.server.openBrowser();
    await scene.server.signIn(ines, { userName: 'ines', secret: scene.secretOf('ines') });
    const outboundId = rows[0]?.subject_id ?? '';
    expect((await ines.call(exchange.sendDeadAgain, { outboundId, reasonCode: 'fault-mended' })).status).toBe(200);
    await deliver();
    expect((await listNotes())[0]?.state).toBe('filed');
  });
});

describe('no note is sent', () => {
  test('about a patient whom the EHR does not number, nor about a therapy that is none', async () => {
    const other = await openTherapy(2, [{ assigner: 'ELSEWHERE', value: '1' }]);
    expect((await send('For nobody.', other)).body['code']).toBe('charts.patient-not-in-chart');
    expect((await send('For nobody.', crypto.randomUUID() as TherapyId)).body['code']).toBe('charts.unknown-therapy');
  });
});

test('the timeline of the therapy reads the note as words', async () => {
  const journey = await askEndpoint({ platform: scene.platform, routes: therapiesRoutes }, getJourney, {
    therapyId,
    asOf: null,
  });
  expect(JSON.stringify(journey)).toMatch(/note filed in chart/i);
});
