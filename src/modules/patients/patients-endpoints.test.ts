import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { PatientId } from '../../kernel/ids.ts';
import { installDemoReference } from '../reference/index.ts';
import {
  type Demographics,
  makeUpPerson,
  type NewCoverage,
  type RecordOrigin,
  recordCoverage,
  registerPatient,
  registerPatients,
} from './index.ts';
import { patientsRefusals } from './refusals.ts';
import { patientsRoutes } from './routes.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
  await platform.transact(installDemoReference);
});
afterAll(() => platform.close());

const origin: RecordOrigin = { kind: 'staff', id: null };
const nobody = '01890000-0000-7000-8000-000000000000' as PatientId;
let number = 0;

function nextPerson(changes: Partial<Demographics> = {}): Demographics {
  number += 1;
  return makeUpPerson(number, changes);
}

function register(changes: Partial<Demographics> = {}): Promise<PatientId> {
  return platform.transact((tx) => registerPatient(tx, nextPerson(changes)));
}

function day(text: string): CalendarDay {
  return text as CalendarDay;
}

function coverage(patientId: PatientId, changes: Partial<NewCoverage> = {}): NewCoverage {
  return {
    patientId,
    planId: null,
    payerOrder: 1,
    relationship: 'self',
    validFrom: day('2026-01-01'),
    validTo: null,
    memberId: `MEM${patientId.slice(-8)}`,
    groupNumber: 'GRP1',
    personCode: '01',
    payerName: 'Meridian',
    origin,
    ...changes,
  };
}

function answer(name: string, request: unknown, tenantId = platform.tenantId) {
  const found = patientsRoutes.find(({ endpoint }) => endpoint.path === `/api/patients/${name}`);
  if (found === undefined) throw new Error('no such endpoint');
  return platform.transact(
    (tx) => found.answer(tx, { request, principal: null } as unknown as Parameters<typeof found.answer>[1]),
    { tenantId },
  );
}

describe('endpoints', () => {
  test('patients are found by each criterion and by all of them together', async () => {
    const known = nextPerson({ familyName: 'De la Cruz-Ortega', givenName: 'Mary Ann' });
    const patientId = await platform.transact((tx) => registerPatient(tx, known));
    await platform.transact((tx) => recordCoverage(tx, coverage(patientId, { memberId: 'XZ-4711-Q' })));
    const found = { value: { body: { patients: [{ patientId }] } } };
    const phone = known.phones[0]?.number ?? '';
    expect(await answer('search-patients', { name: 'delacr' })).toMatchObject(found);
    expect(await answer('search-patients', { name: 'ortega, ann' })).toMatchObject(found);
    expect(await answer('search-patients', { name: 'Mary', birthDate: known.birthDate, phone })).toMatchObject(found);
    expect(await answer('search-patients', { recordNumber: known.identifiers[0]?.value })).toMatchObject(found);
    expect(await answer('search-patients', { recordNumber: 'xz4711q' })).toMatchObject(found);
    expect(await answer('search-patients', { phone: phone.slice(-4), name: 'cruz' })).toMatchObject(found);
    expect(await answer('search-patients', { name: 'delacr', birthDate: '1901-01-01' })).toMatchObject({
      value: { body: { patients: [] } },
    });
  });

  test('a search without a criterion is refused', async () => {
    const refused = { refusal: { code: patientsRefusals.searchTooWide.code } };
    expect(await answer('search-patients', {})).toMatchObject(refused);
    expect(await answer('search-patients', { name: 'a', phone: '12' })).toMatchObject(refused);
  });

  test('at most fifty are shown, and it is said that there are more', async () => {
    await platform.transact((tx) =>
      registerPatients(
        tx,
        Array.from({ length: 55 }, () => nextPerson({ familyName: 'Crowdwell' })),
      ),
    );
    const crowd = await answer('search-patients', { name: 'Crowdwell' });
    expect(crowd).toMatchObject({ value: { body: { isCut: true } } });
    expect(crowd.ok ? crowd.value.patientIds : []).toHaveLength(50);
  });

  test('names that begin as typed stand before names that sound alike', async () => {
    await register({ familyName: 'Larsenfield', givenName: 'Imogen' });
    await register({ familyName: 'Larsonfield', givenName: 'Imogen' });
    const hits = await answer('search-patients', { name: 'Larsonfield' });
    expect(hits).toMatchObject({
      value: { body: { patients: [{ displayName: 'Larsonfield, Imogen' }, { displayName: 'Larsenfield, Imogen' }] } },
    });
  });

  test('a patient is shown with the whole record and named for the audit', async () => {
    const patientId = await register({ birthDate: day('1980-03-03') });
    await platform.transact((tx) => recordCoverage(tx, coverage(patientId)));
    const shown = await answer('get-patient', { patientId });
    expect(shown).toMatchObject({
      ok: true,
      value: {
        patientIds: [patientId],
        body: { ageYears: 45, coverages: [{ isInForce: true, planName: null, payerName: 'Meridian' }], allergies: [] },
      },
    });
  });

  test('a patient of another health system is as unknown as one that never was', async () => {
    const patientId = await register();
    const foreign = await answer('get-patient', { patientId }, platform.otherTenantId);
    expect(foreign).toMatchObject({ ok: false, refusal: { code: patientsRefusals.unknownPatient.code, facts: {} } });
    expect(await answer('get-patient', { patientId: nobody })).toEqual(foreign);
    const demographics = nextPerson();
    const change = { expectedVersion: 1, demographics, reasonCode: 'moved' };
    const changed = await answer('update-demographics', { ...change, patientId }, platform.otherTenantId);
    expect(changed).toEqual(await answer('update-demographics', { ...change, patientId: nobody }));
  });

  test('somebody who may be known is registered only when the person says that it is somebody else', async () => {
    const demographics = nextPerson();
    expect(await answer('register-patient', { demographics, isSurelyNew: false })).toMatchObject({ ok: true });
    expect(await answer('register-patient', { demographics, isSurelyNew: false })).toMatchObject({
      ok: false,
      refusal: { code: patientsRefusals.likelyDuplicate.code },
    });
    expect(await answer('register-patient', { demographics, isSurelyNew: true })).toMatchObject({ ok: true });
    const nameless = { ...nextPerson(), givenName: ' ' };
    expect(await answer('register-patient', { demographics: nameless, isSurelyNew: false })).toMatchObject({
      refusal: { code: patientsRefusals.nameNeeded.code },
    });
  });

  test('every record is entered through its endpoint', async () => {
    const patientId = await register();
    const { patientId: _patientId, origin: _origin, ...card } = coverage(patientId);
    const recorded = await answer('record-coverage', { patientId, ...card });
    expect(recorded).toMatchObject({ ok: true, value: { patientIds: [patientId] } });
    const body = recorded.ok ? (recorded.value.body as { readonly recordId: string }) : { recordId: '' };
    const requests: readonly (readonly [string, object])[] = [
      ['end-coverage', { coverageId: body.recordId, validTo: '2026-03-01' }],
      [
        'record-allergy',
        {
          kind: 'no-known-allergies',
          ingredientRxcui: null,
          snomedCode: null,
          severity: null,
          substance: '',
          reaction: null,
        },
      ],
      [
        'record-condition',
        { codeSystem: 'ICD-10-CM', code: 'C83.1', text: 'Mantle cell lymphoma', onsetOn: null, endedOn: null },
      ],
      [
        'record-medication',
        { rxcui: null, ingredientRxcui: '11289', text: 'warfarin', directions: null, startedOn: null, endedOn: null },
      ],
      [
        'record-observation',
        { loincCode: '29463-7', value: '70', ucumUnit: 'kg', observedOn: '2026-03-01', text: null },
      ],
      [
        'record-consent',
        { use: 'treatment', decision: 'given', wordingVersion: '1', channel: 'phone', expiresOn: null },
      ],
    ];
    for (const [name, request] of requests)
      expect(await answer(name, { patientId, ...request })).toMatchObject({ ok: true });
    for (const [name, request] of requests.slice(1))
      expect(await answer(name, { patientId: nobody, ...request })).toMatchObject({
        refusal: { code: patientsRefusals.unknownPatient.code },
      });
    expect(await answer('get-patient', { patientId })).toMatchObject({
      value: {
        body: {
          coverages: [{ state: 'ended', isInForce: false }],
          allergies: [{ kind: 'no-known-allergies' }],
          conditions: [{ code: 'C83.1' }],
          medications: [{ ingredientRxcui: '11289' }],
          observations: [{ value: '70' }],
          consents: [{ useLabel: 'Treatment and pharmacy services', isInForce: true }],
        },
      },
    });
  });
});
