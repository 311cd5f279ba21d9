import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id, PatientId, Uuid } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { findPlan, installDemoReference } from '../reference/index.ts';
import { coverageRecorded } from './events.ts';
import {
  correctPatientRecords,
  type Demographics,
  endCoverage,
  isConsentInForce,
  listAllergies,
  listConditions,
  listConsents,
  listCoverages,
  listMedications,
  listObservations,
  makeUpPerson,
  type NewCoverage,
  type RecordOrigin,
  recordAllergy,
  recordCondition,
  recordConsent,
  recordContactPreference,
  recordCoverage,
  recordMedication,
  recordObservation,
  registerPatient,
  retractRecord,
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

async function listAnnounced(type: string, patientId: PatientId): Promise<readonly unknown[]> {
  const { rows } = await platform.database.owner.query(
    "select payload from platform.outbox_event where type = $1 and payload->>'patientId' = $2",
    [type, patientId],
  );
  return rows.map(({ payload }) => payload);
}

describe('coverage', () => {
  test('the same card again keeps its id, takes over what is new and erases nothing', async () => {
    const patientId = await register();
    const plan = await platform.transact((tx) => findPlan(tx, { bin: '990001', pcn: 'MBP' }));
    const first = coverage(patientId, { planId: plan?.planId ?? null });
    const recorded = await platform.transact((tx) => recordCoverage(tx, first));
    const again = await platform.transact((tx) => recordCoverage(tx, { ...first, groupNumber: null }));
    expect(again).toEqual(recorded);
    expect(await listAnnounced(coverageRecorded.type, patientId)).toHaveLength(1);
    await platform.transact((tx) => recordCoverage(tx, { ...first, validTo: day('2026-12-31') }));
    expect(await platform.transact((tx) => listCoverages(tx, patientId))).toMatchObject([
      { groupNumber: 'GRP1', validTo: '2026-12-31', state: 'active', planId: plan?.planId },
    ]);
  });

  test('a coverage ends with its last day, and a card that comes back is active again', async () => {
    const patientId = await register();
    const said = coverage(patientId);
    const recorded = await platform.transact((tx) => recordCoverage(tx, said));
    if (!recorded.ok) throw new Error(recorded.refusal.code);
    const end = (validTo: string, coverageId = recorded.value) =>
      platform.transact((tx) => endCoverage(tx, { patientId, coverageId, validTo: day(validTo) }));
    expect(await end('2025-01-01')).toMatchObject({ refusal: { code: patientsRefusals.datesReversed.code } });
    expect(await end('2026-02-01', nobody as unknown as Id<'coverage'>)).toMatchObject({
      refusal: { code: patientsRefusals.unknownRecord.code },
    });
    expect(await end('2026-02-01')).toEqual({ ok: true, value: null });
    expect(await platform.transact((tx) => listCoverages(tx, patientId))).toMatchObject([{ state: 'ended' }]);
    await platform.transact((tx) => recordCoverage(tx, said));
    expect(await platform.transact((tx) => listCoverages(tx, patientId))).toMatchObject([
      { state: 'active', validTo: null, coverageId: recorded.value },
    ]);
  });

  test('an unknown plan, an unknown patient and reversed dates are refused', async () => {
    const patientId = await register();
    const record = (changes: Partial<NewCoverage>) =>
      platform.transact((tx) => recordCoverage(tx, coverage(patientId, changes)));
    expect(await record({ planId: nobody as unknown as Id<'plan'> })).toMatchObject({
      refusal: { code: patientsRefusals.unknownPlan.code },
    });
    expect(await record({ patientId: nobody })).toMatchObject({
      refusal: { code: patientsRefusals.unknownPatient.code },
    });
    expect(await record({ validTo: day('2025-01-01') })).toMatchObject({
      refusal: { code: patientsRefusals.datesReversed.code },
    });
  });
});

describe('health', () => {
  const allergy = {
    kind: 'substance',
    ingredientRxcui: '723',
    snomedCode: null,
    severity: 'severe',
    substance: 'Amoxicillin',
    reaction: 'Hives',
  } as const;
  const condition = {
    codeSystem: 'ICD-10-CM',
    code: 'M05.79',
    text: 'Rheumatoid arthritis',
    onsetOn: null,
    endedOn: null,
  } as const;
  const medication = {
    rxcui: '105585',
    ingredientRxcui: '6851',
    text: 'methotrexate 2.5 mg tablet',
    directions: 'Six tablets once a week',
    startedOn: day('2025-06-01'),
    endedOn: null,
  };
  const observation = {
    loincCode: '29463-7',
    value: '71.5',
    ucumUnit: 'kg',
    observedOn: day('2026-02-20'),
    text: 'Body weight',
  };

  test('allergies, conditions, medicines and measurements are kept once', async () => {
    const patientId = await register();
    const of = { patientId, origin };
    for (let round = 0; round < 2; round += 1) {
      await platform.transact(async (tx) => {
        await recordAllergy(tx, { ...allergy, ...of });
        await recordCondition(tx, { ...condition, ...of });
        await recordMedication(tx, { ...medication, ...of });
        await recordObservation(tx, { ...observation, ...of });
      });
    }
    await platform.transact(async (tx) => {
      expect(await listAllergies(tx, patientId)).toMatchObject([{ ...allergy, state: 'active' }]);
      expect(await listConditions(tx, patientId)).toMatchObject([{ ...condition, state: 'active' }]);
      expect(await listMedications(tx, patientId)).toMatchObject([{ ...medication, state: 'active' }]);
      expect(await listObservations(tx, patientId)).toMatchObject([observation]);
      expect(await listObservations(tx, { patientId, loincCodes: ['8302-2'] })).toEqual([]);
    });
  });

  test('a record entered in error is no longer shown and cannot be taken back twice, or by way of another patient', async () => {
    const patientId = await register();
    const other = await register();
    const recorded = await platform.transact((tx) => recordAllergy(tx, { ...allergy, patientId, origin }));
    if (!recorded.ok) throw new Error(recorded.refusal.code);
    const retract = (of: PatientId) =>
      platform.transact((tx) => retractRecord(tx, { patientId: of, kind: 'allergy', recordId: recorded.value }));
    const unknown = { refusal: { code: patientsRefusals.unknownRecord.code, facts: {} } };
    expect(await retract(other)).toMatchObject(unknown);
    expect(await retract(patientId)).toEqual({ ok: true, value: null });
    expect(await retract(patientId)).toMatchObject(unknown);
    expect(await platform.transact((tx) => listAllergies(tx, patientId))).toEqual([]);
  });

  test('what came with one prescription moves from the wrong patient to the right one', async () => {
    const [wrong, right] = [await register(), await register()];
    const originId = '01890000-0000-7000-8000-00000000cafe' as Uuid;
    const of = { patientId: wrong, origin: { kind: 'prescription', id: originId } as const };
    await platform.transact(async (tx) => {
      await recordCoverage(tx, coverage(wrong, { origin: of.origin, memberId: 'WANDERER1' }));
      await recordAllergy(tx, { ...allergy, ...of });
      await recordCondition(tx, { ...condition, ...of });
      await recordMedication(tx, { ...medication, ...of });
      await recordObservation(tx, { ...observation, ...of });
      await recordObservation(tx, { ...observation, value: '80', patientId: wrong, origin });
    });
    const moved = await platform.transact((tx) =>
      correctPatientRecords(tx, { fromPatientId: wrong, toPatientId: right, originId }),
    );
    expect(moved).toEqual({ ok: true, value: 5 });
    await platform.transact(async (tx) => {
      expect(await listCoverages(tx, wrong)).toEqual([]);
      expect(await listCoverages(tx, right)).toMatchObject([{ memberId: 'WANDERER1', origin: of.origin }]);
      expect(await listObservations(tx, wrong)).toMatchObject([{ value: '80' }]);
      expect(await listMedications(tx, right)).toMatchObject([medication]);
    });
    expect(await answer('search-patients', { recordNumber: 'WANDERER1' })).toMatchObject({
      value: { patientIds: [right] },
    });
  });

  test('correcting to the same patient, or to nobody, is refused', async () => {
    const patientId = await register();
    const correct = (toPatientId: PatientId) =>
      platform.transact((tx) =>
        correctPatientRecords(tx, { fromPatientId: patientId, toPatientId, originId: nobody as unknown as Uuid }),
      );
    expect(await correct(patientId)).toMatchObject({ refusal: { code: patientsRefusals.samePatient.code } });
    expect(await correct(nobody)).toMatchObject({ refusal: { code: patientsRefusals.unknownPatient.code } });
  });
});

describe('consents', () => {
  test('the latest decision counts, until it expires', async () => {
    const patientId = await register();
    const consent = { patientId, use: 'calls', wordingVersion: '2026-1', channel: 'phone', documentId: null } as const;
    const at = (text: string) => text as Instant;
    await platform.transact(async (tx) => {
      await recordConsent(tx, {
        ...consent,
        decision: 'given',
        expiresOn: day('2026-06-30'),
        decidedAt: at('2026-01-01T00:00:00.000Z'),
      });
      const consents = await listConsents(tx, patientId);
      expect(isConsentInForce(consents, { use: 'calls', on: day('2026-06-30') })).toBe(true);
      expect(isConsentInForce(consents, { use: 'calls', on: day('2026-07-01') })).toBe(false);
      expect(isConsentInForce(consents, { use: 'email', on: day('2026-03-02') })).toBe(false);
      await recordConsent(tx, {
        ...consent,
        decision: 'withdrawn',
        expiresOn: null,
        decidedAt: at('2026-02-01T00:00:00.000Z'),
      });
      expect(isConsentInForce(await listConsents(tx, patientId), { use: 'calls', on: day('2026-03-02') })).toBe(false);
    });
  });

  test('a consent that has expired is not recorded as given', async () => {
    const patientId = await register();
    const refused = await platform.transact((tx) =>
      recordConsent(tx, {
        patientId,
        use: 'treatment',
        decision: 'given',
        wordingVersion: '1',
        channel: 'paper',
        expiresOn: day('2020-01-01'),
        documentId: null,
      }),
    );
    expect(refused).toMatchObject({ refusal: { code: patientsRefusals.consentExpired.code } });
  });

  test('wishes of contact are kept in versions', async () => {
    const patientId = await register();
    const preference = {
      channel: 'phone',
      language: 'es',
      needsInterpreter: true,
      bestTime: 'After 16:00',
      caregiver: null,
      note: null,
    } as const;
    await platform.transact((tx) => recordContactPreference(tx, { patientId, preference }));
    await platform.transact((tx) =>
      recordContactPreference(tx, { patientId, preference: { ...preference, channel: 'email' } }),
    );
    expect(await answer('get-patient', { patientId })).toMatchObject({
      value: { body: { contactPreference: { channel: 'email', language: 'es' } } },
    });
  });
});

test('no table of patients holds a readable name, birth date, phone, number or note', async () => {
  const patientId = await register({ familyName: 'Canarywell', givenName: 'Zephyrine' });
  const of = { patientId, origin };
  await platform.transact(async (tx) => {
    await recordCoverage(tx, coverage(patientId, { memberId: 'CANARY-MEMBER', payerName: 'Canary payer' }));
    await recordMedication(tx, {
      rxcui: null,
      ingredientRxcui: null,
      text: 'Canary syrup',
      directions: 'Canary spoon',
      startedOn: null,
      endedOn: null,
      ...of,
    });
    await recordAllergy(tx, {
      kind: 'substance',
      ingredientRxcui: null,
      snomedCode: null,
      severity: null,
      substance: 'Canary seed',
      reaction: 'Canary hives',
      ...of,
    });
  });
  const { rows: tables } = await platform.database.owner.query(
    "select table_name from information_schema.tables where table_schema = 'patients'",
  );
  for (const { table_name: table } of tables) {
    const { rows } = await platform.database.owner.query(`select t::text as text from patients.${table} t`);
    for (const { text } of rows) expect(text).not.toMatch(/canary|zephyrine|63616e617279/i);
  }
});
