import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { PatientId } from '../../kernel/ids.ts';
import { installDemoReference } from '../reference/index.ts';
import { demographicsChanged, patientRegistered } from './events.ts';
import {
  type Demographics,
  getPatient,
  importPatientRecord,
  listPatientNames,
  makeUpPerson,
  matchPatient,
  type PatientRecord,
  registerPatient,
  registerPatients,
  updateDemographics,
} from './index.ts';
import { patientsRefusals } from './refusals.ts';
import { patientsRoutes } from './routes.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
  await platform.transact(installDemoReference);
});
afterAll(() => platform.close());

const nobody = '01890000-0000-7000-8000-000000000000' as PatientId;
let number = 0;

function nextPerson(changes: Partial<Demographics> = {}): Demographics {
  number += 1;
  return makeUpPerson(number, changes);
}

function answer(name: string, request: unknown, tenantId = platform.tenantId) {
  const found = patientsRoutes.find(({ endpoint }) => endpoint.path === `/api/patients/${name}`);
  if (found === undefined) throw new Error('no such endpoint');
  return platform.transact(
    (tx) => found.answer(tx, { request, principal: null } as unknown as Parameters<typeof found.answer>[1]),
    { tenantId },
  );
}

function day(text: string): CalendarDay {
  return text as CalendarDay;
}

async function listAnnounced(type: string, patientId: PatientId): Promise<readonly unknown[]> {
  const { rows } = await platform.database.owner.query(
    "select payload from platform.outbox_event where type = $1 and payload->>'patientId' = $2",
    [type, patientId],
  );
  return rows.map(({ payload }) => payload);
}

describe('registering and matching', () => {
  test('a registered patient is read back, announced, and found by matching', async () => {
    const described = nextPerson({ middleName: 'Rose', phones: [{ number: '+1 (518) 555-0177', use: 'home' }] });
    const patientId = await platform.transact((tx) => registerPatient(tx, described));
    const patient = await platform.transact((tx) => getPatient(tx, patientId));
    expect(patient).toMatchObject({ version: 1, displayName: `${described.familyName}, ${described.givenName}` });
    expect(patient.demographics.phones).toEqual([{ number: '5185550177', use: 'home' }]);
    expect(await listAnnounced(patientRegistered.type, patientId)).toEqual([{ patientId }]);
    const match = await platform.transact((tx) => matchPatient(tx, described));
    expect(match).toMatchObject({ decision: 'matched', patientId, score: 100 });
  });

  test('slips of the keyboard, nicknames and swapped dates still find the record', async () => {
    const described = nextPerson({ familyName: 'Hollander', givenName: 'Elizabeth', birthDate: day('1968-04-05') });
    const patientId = await platform.transact((tx) => registerPatient(tx, described));
    const find = (changes: Partial<Demographics>) =>
      platform.transact((tx) => matchPatient(tx, { ...described, identifiers: [], ...changes }));
    expect(await find({ familyName: 'Holander' })).toMatchObject({ decision: 'matched', patientId });
    expect(await find({ givenName: 'Betty' })).toMatchObject({ decision: 'review', candidates: [{ patientId }] });
    expect(await find({ givenName: 'Betty', identifiers: described.identifiers })).toMatchObject({ patientId });
    expect(await find({ birthDate: day('1968-05-04') })).toMatchObject({ decision: 'matched', patientId });
    expect(await find({ familyName: 'Brandt' })).toMatchObject({ decision: 'review', patientId: null });
    expect(
      await find({ familyName: 'Okafor', givenName: 'Daniel', birthDate: day('1990-12-31'), phones: [] }),
    ).toMatchObject({
      decision: 'new',
    });
  });

  test('the record number of somebody else is a question for a person', async () => {
    const known = nextPerson();
    const patientId = await platform.transact((tx) => registerPatient(tx, known));
    const other = nextPerson({ givenName: 'Daniel', identifiers: known.identifiers, sex: 'male' });
    const match = await platform.transact((tx) => matchPatient(tx, { ...other, familyName: 'Okafor' }));
    expect(match).toMatchObject({ decision: 'review', patientId: null, candidates: [{ patientId }] });
  });

  test('a description without a birth date is never a match by itself', async () => {
    const known = nextPerson();
    await platform.transact((tx) => registerPatient(tx, known));
    const match = await platform.transact((tx) => matchPatient(tx, { ...known, birthDate: null }));
    expect(match).toMatchObject({ decision: 'review', patientId: null });
  });

  test('another health system knows nobody of it', async () => {
    const known = nextPerson();
    const patientId = await platform.transact((tx) => registerPatient(tx, known));
    const { otherTenantId: tenantId } = platform;
    expect(await platform.transact((tx) => matchPatient(tx, known), { tenantId })).toMatchObject({ decision: 'new' });
    expect(await platform.transact((tx) => listPatientNames(tx, [patientId]), { tenantId })).toEqual(new Map());
  });

  test('many are registered at once, with record numbers apart', async () => {
    const people = Array.from({ length: 30 }, () => ({
      ...nextPerson(),
      mrns: [{ assigner: 'SECOND', value: `S${number}` }],
    }));
    const ids = await platform.transact((tx) => registerPatients(tx, people));
    const names = await platform.transact((tx) => listPatientNames(tx, ids));
    expect(names.size).toBe(30);
    const [first] = ids;
    const patient = await platform.transact((tx) => getPatient(tx, first ?? nobody));
    expect(patient.demographics.identifiers).toContainEqual(
      expect.objectContaining({ kind: 'MR', assigner: 'SECOND' }),
    );
  });
});

describe('demographics', () => {
  test('a change appends a version, keeps the former one and is found under the new name', async () => {
    const before = nextPerson();
    const patientId = await platform.transact((tx) => registerPatient(tx, before));
    const demographics = { ...before, familyName: 'Brandtwell' };
    const change = { patientId, expectedVersion: 1, demographics, reasonCode: 'renamed' };
    expect(await platform.transact((tx) => updateDemographics(tx, change))).toEqual({
      ok: true,
      value: { version: 2 },
    });
    expect(await listAnnounced(demographicsChanged.type, patientId)).toEqual([
      { patientId, version: 2, reasonCode: 'renamed' },
    ]);
    const { rows } = await platform.database.owner.query(
      'select version from patients.demographics where patient_id = $1 order by version',
      [patientId],
    );
    expect(rows.map(({ version }) => version)).toEqual([1, 2]);
    const search = async (name: string) => answer('search-patients', { name });
    expect(await search('Brandtwell')).toMatchObject({ value: { body: { patients: [{ patientId }] } } });
    const hits = await search(before.familyName);
    expect(JSON.stringify(hits)).not.toContain(patientId);
  });

  test('saying the same again changes nothing', async () => {
    const before = nextPerson();
    const patientId = await platform.transact((tx) => registerPatient(tx, before));
    const same = { patientId, expectedVersion: 1, demographics: before, reasonCode: 'corrected' };
    expect(await platform.transact((tx) => updateDemographics(tx, same))).toEqual({ ok: true, value: { version: 1 } });
  });

  test('what cannot be kept is refused', async () => {
    const before = nextPerson();
    const patientId = await platform.transact((tx) => registerPatient(tx, before));
    const change = (changes: Partial<Demographics>, expectedVersion = 1, of = patientId) =>
      platform.transact((tx) =>
        updateDemographics(tx, {
          patientId: of,
          expectedVersion,
          demographics: { ...before, ...changes },
          reasonCode: 'corrected',
        }),
      );
    expect(await change({}, 1, nobody)).toMatchObject({ refusal: { code: patientsRefusals.unknownPatient.code } });
    expect(await change({ city: 'x' } as Partial<Demographics>, 7)).toMatchObject({
      refusal: { code: patientsRefusals.recordMovedOn.code },
    });
    expect(await change({ givenName: '  ' })).toMatchObject({ refusal: { code: patientsRefusals.nameNeeded.code } });
    expect(await change({ birthDate: day('2030-01-01') })).toMatchObject({
      refusal: { code: patientsRefusals.birthDateAhead.code },
    });
  });
});

describe('imports', () => {
  function record(changes: Partial<PatientRecord> = {}): PatientRecord {
    return {
      source: 'fhir-import',
      sourceId: `urn:uuid:${number}`,
      demographics: nextPerson(),
      coverages: [],
      allergies: [],
      conditions: [
        { sourceId: 'c1', codeSystem: 'SNOMED CT', code: '69896004', text: 'Arthritis', onsetOn: null, endedOn: null },
      ],
      medications: [],
      observations: [
        {
          sourceId: 'o1',
          loincCode: '8302-2',
          value: '168',
          ucumUnit: 'cm',
          observedOn: day('2025-05-05'),
          text: null,
        },
      ],
      ...changes,
    };
  }

  test('importing again changes nothing, and new parts are added', async () => {
    const first = record();
    const importIt = (of: PatientRecord) => platform.transact((tx) => importPatientRecord(tx, of));
    expect(await importIt(first)).toMatchObject({ ok: true, value: { isNew: true, added: 2, unchanged: 0 } });
    expect(await importIt(first)).toMatchObject({ ok: true, value: { isNew: false, added: 0, unchanged: 2 } });
    const observation = {
      sourceId: 'o2',
      loincCode: '29463-7',
      value: '70',
      ucumUnit: 'kg',
      observedOn: day('2025-05-05'),
      text: null,
    };
    const more = { ...first, observations: [...first.observations, observation] };
    expect(await importIt(more)).toMatchObject({ ok: true, value: { isNew: false, added: 1, unchanged: 2 } });
  });

  test('a record that may belong to somebody known is left to a person', async () => {
    const known = nextPerson();
    await platform.transact((tx) => registerPatient(tx, known));
    const demographics = { ...known, familyName: 'Brandt', identifiers: [] };
    const refused = await platform.transact((tx) =>
      importPatientRecord(tx, record({ demographics, sourceId: 'other' })),
    );
    expect(refused).toMatchObject({ refusal: { code: patientsRefusals.recordNeedsReview.code } });
  });

  test('a record that is surely of somebody known is joined', async () => {
    const known = nextPerson();
    const patientId = await platform.transact((tx) => registerPatient(tx, known));
    const joined = await platform.transact((tx) =>
      importPatientRecord(tx, record({ demographics: known, sourceId: 'joined' })),
    );
    expect(joined).toMatchObject({ ok: true, value: { patientId, isNew: false } });
  });
});
