import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FillScene, openFillScene, routes } from '../../../test/support/fill-scene.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id, PatientId } from '../../kernel/ids.ts';
import { openFill } from '../../modules/dispensing/index.ts';
import {
  makeUpPerson,
  mergePatients,
  recordAllergy,
  recordCondition,
  recordConsent,
  recordObservation,
  registerPatient,
} from '../../modules/patients/index.ts';
import { saveExportLimit } from '../../modules/portability/index.ts';
import { getTherapySummary } from '../../modules/therapies/index.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import type { FhirResource } from '../../standards/fhir/fhir.ts';
import { loadR4Validator } from './r4-validator.ts';

let scene: FillScene;
let director: Actor & { kind: 'staff' };
let privacy: Actor & { kind: 'staff' };
let patientId: PatientId;
let absorbedId: PatientId;
const origin = { kind: 'staff', id: null } as const;

beforeAll(async () => {
  scene = await openFillScene();
  const { platform } = scene;
  director = await platform.addStaff({ userName: 'dana', roles: ['pharmacyDirector'] });
  privacy = await platform.addStaff({ userName: 'pia', roles: ['privacyOfficer'] });
  const journey = await scene.addReadyTherapy();
  const summary = await platform.transact((tx) => getTherapySummary(tx, journey.therapyId));
  if (summary === null) throw new Error('the therapy of the scene is missing');
  patientId = summary.patientId;
  const opened = await platform.transact(
    (tx) => openFill(tx, { prescriptionId: summary.prescriptionId, owner: 'wac', payment: 'cash' }),
    { actor: scene.people.theo.actor },
  );
  if (!opened.ok) throw new Error(`no fill was opened: ${opened.refusal.code}`);
  absorbedId = await platform.transact(async (tx) => {
    await recordAllergy(tx, {
      ...{ patientId, kind: 'substance', ingredientRxcui: '723', snomedCode: null, severity: 'severe' },
      ...{ substance: 'Amoxicillin <b>', reaction: 'Hives', origin },
    } as const);
    for (const value of ['5.1', '<0.5', '5.10', 'see note'])
      await recordObservation(tx, {
        ...{ patientId, loincCode: '2160-0', value, ucumUnit: 'mg/dL', observedOn: '2026-02-01' as CalendarDay },
        ...{ text: 'Creatinine', origin },
      });
    await recordCondition(tx, {
      ...{
        patientId,
        codeSystem: 'ICD-10-CM',
        code: 'L40.0',
        text: 'Psoriasis vulgaris',
        onsetOn: null,
        endedOn: null,
      },
      origin,
    } as const);
    await recordConsent(tx, {
      ...{ patientId, use: 'calls', decision: 'given', wordingVersion: '1', channel: 'phone', expiresOn: null },
      documentId: null,
    } as const);
    const other = await registerPatient(tx, makeUpPerson(903));
    await mergePatients(tx, { patientId: other, survivorId: patientId, reasonCode: 'duplicate', origin });
    return other;
  });
});
afterAll(() => scene.platform.close());

function answer(name: string, request: unknown, actor: Actor = director) {
  const found = routes.find(({ endpoint }) => endpoint.path === `/api/portability/${name}`);
  if (found === undefined) throw new Error('no such endpoint');
  const call = { request, principal: null } as unknown as Parameters<typeof found.answer>[1];
  return scene.platform.transact((tx) => found.answer(tx, call), { actor });
}

interface Exported {
  readonly value: { readonly body: { readonly exportId: Id<'export'> }; readonly patientIds: readonly PatientId[] };
}

const asked = { purpose: 'patient-request', note: 'Handed to the patient at the counter' };

async function readArchive(exportId: Id<'export'>): Promise<Readonly<Record<string, Uint8Array>>> {
  const taken = (await answer('take-export', { exportId })) as {
    readonly value: { readonly file: { read(): AsyncIterable<Buffer> } };
  };
  const pieces: Buffer[] = [];
  for await (const piece of taken.value.file.read()) pieces.push(piece);
  return unzipSync(Buffer.concat(pieces));
}

const textOf = (files: Readonly<Record<string, Uint8Array>>, path: string): string =>
  strFromU8(files[path] ?? new Uint8Array());

describe('the exported record of one patient', () => {
  let files: Readonly<Record<string, Uint8Array>>;
  let exported: Exported;

  test('holds valid FHIR R4 of every part, of all merged records, with references that all stand in it', async () => {
    exported = (await answer('export-patient', { ...asked, patientId: absorbedId })) as Exported;
    expect(exported.value.patientIds.toSorted()).toEqual([patientId, absorbedId].toSorted());
    files = await readArchive(exported.value.body.exportId);
    const bundle = JSON.parse(textOf(files, 'fhir/bundle.json')) as FhirResource & {
      readonly entry: readonly { readonly fullUrl: string; readonly resource: FhirResource }[];
    };
    const validator = await loadR4Validator();
    expect(validator.validate(bundle)).toEqual([]);
    const kinds = new Set(bundle.entry.map(({ resource }) => resource.resourceType));
    for (const kind of [
      'Patient',
      'Coverage',
      'AllergyIntolerance',
      'Condition',
      'Observation',
      'MedicationRequest',
      'MedicationDispense',
      'CarePlan',
      'Consent',
      'Provenance',
    ])
      expect([kind, kinds.has(kind)]).toEqual([kind, true]);
    const known = new Set(bundle.entry.map(({ fullUrl }) => fullUrl));
    expect(known.size).toBe(bundle.entry.length);
    const named = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(([, url]) => url);
    expect(named.filter((url) => !known.has(url ?? ''))).toEqual([]);
  });

  test('keeps the digits of a value, and a comparator beside it', () => {
    const values = JSON.parse(textOf(files, 'fhir/bundle.json')).entry.flatMap(
      ({ resource }: { readonly resource: FhirResource }) =>
        resource.resourceType === 'Observation' ? [resource['valueString'] ?? resource['valueQuantity']] : [],
    );
    expect(values).toContainEqual(expect.objectContaining({ value: 5.1, code: 'mg/dL' }));
    expect(values).toContainEqual(expect.objectContaining({ value: 0.5, comparator: '<' }));
    expect(values).toContain('5.10 mg/dL');
    expect(values).toContain('see note mg/dL');
  });

  test('lists every file in its manifest with the hash of its bytes, who took it, when and why', () => {
    const manifest = JSON.parse(textOf(files, 'manifest.json'));
    const listed = manifest.files.map(({ path }: { readonly path: string }) => path);
    expect([...listed, 'manifest.json'].toSorted()).toEqual(Object.keys(files).toSorted());
    for (const { path, sha256, byteCount } of manifest.files) {
      const bytes = files[path] ?? new Uint8Array();
      expect([path, byteCount, sha256]).toEqual([path, bytes.length, createHash('sha256').update(bytes).digest('hex')]);
    }
    expect(manifest).toMatchObject({
      patientCount: 1,
      note: asked.note,
      purpose: 'The patient asked for it',
      exportedAt: scene.platform.clock.now(),
      counts: { Patient: 1, AllergyIntolerance: expect.any(Number) },
    });
  });

  test('tells each therapy fact by fact, and a summary in which no text becomes markup', () => {
    const lines = textOf(files, 'timeline/timeline.jsonl').trim().split('\n');
    const facts = lines.map((line) => JSON.parse(line));
    const schema = JSON.parse(textOf(files, 'timeline/timeline.schema.json'));
    expect(facts.length).toBeGreaterThan(5);
    for (const fact of facts) {
      expect(Object.keys(fact).filter((name) => !Object.hasOwn(schema.properties, name))).toEqual([]);
      expect(schema.required.filter((name: string) => !Object.hasOwn(fact, name))).toEqual([]);
    }
    const summary = textOf(files, 'summary.html');
    expect(summary).toContain('Amoxicillin &lt;b&gt;');
    expect(summary).not.toContain('<b>');
  });
});

describe('exports', () => {
  test('are listed with purpose and number of patients, and taken by the person who made them, within a day', async () => {
    await scene.platform.transact((tx) =>
      saveExportLimit(tx, { validFrom: '2026-01-01' as CalendarDay, patientsInHour: 2, source: 'House policy' }),
    );
    const made = (await answer('export-patient', { ...asked, patientId })) as Exported;
    const { exportId } = made.value.body;
    expect(await answer('list-exports', {})).toMatchObject({
      value: {
        body: {
          exports: expect.arrayContaining([expect.objectContaining({ exportId, patientCount: 1, note: asked.note })]),
          limit: { patientsInHour: 2, used: 2, source: 'House policy' },
        },
      },
    });
    const codeOf = async (request: unknown, actor: Actor): Promise<unknown> => {
      const taken = await answer('take-export', request, actor);
      return taken.ok ? 'ok' : taken.refusal.code;
    };
    expect(await codeOf({ exportId }, privacy)).toBe('portability.others-export');
    expect(await codeOf({ exportId: absorbedId }, director)).toBe('portability.unknown-export');
    expect(await answer('export-patient', { ...asked, patientId })).toMatchObject({
      refusal: { code: 'portability.hourly-limit-reached', facts: { limit: 2 } },
    });
    expect(await answer('export-patient', { ...asked, patientId }, privacy)).toMatchObject({ ok: true });
    scene.platform.clock.advance(25 * 3_600_000);
    expect(await codeOf({ exportId }, director)).toBe('portability.export-too-old');
  });

  test('are refused for a patient who is not there, and to programs', async () => {
    const nobody = '01890000-0000-7000-8000-000000000000' as PatientId;
    expect(await answer('export-patient', { ...asked, patientId: nobody })).toMatchObject({
      refusal: { code: 'portability.unknown-patient' },
    });
    expect(await answer('export-patient', { ...asked, patientId }, { kind: 'system', name: 'test' })).toMatchObject({
      refusal: { code: 'portability.staff-only' },
    });
  });
});
