import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { PatientId } from '../../kernel/ids.ts';
import type { Result } from '../../kernel/result.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { installDemoReference } from '../reference/index.ts';
import {
  type Demographics,
  getPatient,
  listAllergies,
  listCoverages,
  listFamilyIds,
  listPatientNames,
  makeUpPerson,
  matchPatient,
  mergePatients,
  type RecordOrigin,
  recordAllergy,
  recordCoverage,
  registerPatient,
  unmergePatient,
  updateDemographics,
} from './index.ts';
import { searchPatients } from './patient-queries.ts';
import { patientsRefusals } from './refusals.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
  await platform.transact(installDemoReference);
});
afterAll(() => platform.close());

const origin: RecordOrigin = { kind: 'staff', id: null };
const nobody = '01890000-0000-7000-8000-000000000000' as PatientId;
let number = 400;

const act = <Value>(work: (tx: TenantTransaction) => Promise<Value>): Promise<Value> => platform.transact(work);

async function registerPair(): Promise<{
  readonly first: PatientId;
  readonly second: PatientId;
  readonly person: Demographics;
}> {
  number += 1;
  const person = makeUpPerson(number);
  const numbered = (value: string): Demographics => ({
    ...person,
    identifiers: [{ kind: 'MR', assigner: 'MERCY', value }],
  });
  const [first, second] = await act(async (tx) => [
    await registerPatient(tx, numbered(`OLD${number}`)),
    await registerPatient(tx, { ...numbered(`NEW${number}`), middleName: 'Q' }),
  ]);
  if (first === undefined || second === undefined) throw new Error('nobody was registered');
  return { first, second, person };
}

const merge = (patientId: PatientId, survivorId: PatientId): Promise<Result<unknown>> =>
  act((tx) => mergePatients(tx, { patientId, survivorId, reasonCode: 'duplicate', origin }));
const unmerge = (patientId: PatientId): Promise<Result<unknown>> =>
  act((tx) => unmergePatient(tx, { patientId, reasonCode: 'merged-in-error', origin }));

const allergyTo = (patientId: PatientId, substance: string) => ({
  patientId,
  kind: 'substance' as const,
  ingredientRxcui: null,
  snomedCode: null,
  severity: null,
  substance,
  reaction: null,
  origin,
});

const substancesOf = async (patientId: PatientId): Promise<readonly string[]> =>
  (await act((tx) => listAllergies(tx, patientId))).map(({ substance }) => substance).toSorted();

describe('two records of one person', () => {
  test('answer as one after a merge, with all that belongs to either, and apart again after it is taken back', async () => {
    const { first, second } = await registerPair();
    await act(async (tx) => {
      await recordAllergy(tx, allergyTo(first, 'Amoxicillin'));
      await recordAllergy(tx, allergyTo(second, 'Latex'));
      await recordCoverage(tx, {
        patientId: first,
        planId: null,
        payerOrder: 1,
        relationship: 'self',
        validFrom: '2026-01-01' as CalendarDay,
        validTo: null,
        memberId: 'MEMBER-OF-FIRST',
        groupNumber: null,
        personCode: null,
        payerName: 'Meridian',
        origin,
      });
    });
    expect(await merge(first, second)).toMatchObject({ ok: true, value: { survivorId: second } });
    for (const patientId of [first, second]) {
      expect(await substancesOf(patientId)).toEqual(['Amoxicillin', 'Latex']);
      expect(await act((tx) => listCoverages(tx, patientId))).toHaveLength(1);
      expect(await act((tx) => listFamilyIds(tx, patientId))).toEqual([first, second].toSorted());
    }
    expect(await act((tx) => getPatient(tx, first))).toMatchObject({
      patientId: first,
      survivorId: second,
      demographics: { middleName: 'Q' },
    });
    expect((await act((tx) => listPatientNames(tx, [first]))).has(first)).toBe(true);
    expect(await unmerge(first)).toMatchObject({ ok: true });
    expect(await substancesOf(first)).toEqual(['Amoxicillin']);
    expect(await substancesOf(second)).toEqual(['Latex']);
    expect(await act((tx) => getPatient(tx, first))).toMatchObject({ survivorId: first });
  });

  test('are found and matched as one: a message with the old number belongs to the survivor', async () => {
    const { first, second, person } = await registerPair();
    const described = { ...person, identifiers: [{ kind: 'MR', assigner: 'MERCY', value: `OLD${number}` }] };
    expect(await act((tx) => matchPatient(tx, described))).toMatchObject({ decision: 'review' });
    await merge(first, second);
    expect(await act((tx) => matchPatient(tx, described))).toMatchObject({ decision: 'matched', patientId: second });
    const hits = await act((tx) => searchPatients(tx, { recordNumber: `OLD${number}`, most: 50 }));
    expect(hits?.patients.map(({ patientId }) => patientId)).toEqual([second]);
  });

  test('keep one version of demographics, whichever id is named', async () => {
    const { first, second, person } = await registerPair();
    await merge(first, second);
    const demographics = { ...person, middleName: 'Rosa' };
    const changed = await act((tx) =>
      updateDemographics(tx, { patientId: first, expectedVersion: 1, demographics, reasonCode: 'corrected' }),
    );
    expect(changed).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await act((tx) => getPatient(tx, second))).toMatchObject({
      version: 2,
      demographics: { middleName: 'Rosa' },
    });
    await unmerge(first);
    expect(await act((tx) => getPatient(tx, first))).toMatchObject({ version: 1 });
  });

  test('form chains that are taken apart link by link', async () => {
    const { first, second } = await registerPair();
    const { first: third } = await registerPair();
    await merge(first, second);
    await merge(second, third);
    expect(await act((tx) => getPatient(tx, first))).toMatchObject({ survivorId: third });
    expect(await act((tx) => listFamilyIds(tx, second))).toHaveLength(3);
    await unmerge(second);
    expect(await act((tx) => getPatient(tx, first))).toMatchObject({ survivorId: second });
    expect(await act((tx) => listFamilyIds(tx, third))).toEqual([third]);
  });

  test('are merged once, never in a circle, and only where there are two', async () => {
    const { first, second } = await registerPair();
    const { first: other } = await registerPair();
    const codeOf = async (done: Promise<Result<unknown>>): Promise<string> => {
      const result = await done;
      return result.ok ? 'ok' : result.refusal.code;
    };
    expect(await codeOf(merge(first, first))).toBe(patientsRefusals.samePatient.code);
    expect(await codeOf(merge(first, nobody))).toBe(patientsRefusals.unknownPatient.code);
    expect(await codeOf(unmerge(first))).toBe(patientsRefusals.notMerged.code);
    expect(await codeOf(merge(first, second))).toBe('ok');
    expect(await codeOf(merge(first, second))).toBe('ok');
    expect(await codeOf(merge(second, first))).toBe(patientsRefusals.circularMerge.code);
    expect(await codeOf(merge(first, other))).toBe(patientsRefusals.mergedElsewhere.code);
  });

  test('leave a trace of every merge and every taking back, and an audit entry for both people', async () => {
    const { first, second } = await registerPair();
    await merge(first, second);
    await merge(first, second);
    await unmerge(first);
    const { rows } = await platform.database.owner.query<{ change: string }>(
      'select change from patients.merge where patient_id = $1',
      [first],
    );
    expect(rows.map(({ change }) => change).toSorted()).toEqual(['merged', 'unmerged']);
    const audit = await platform.database.owner.query<{ action: string; patient_ids: readonly string[] }>(
      "select action, patient_ids from audit.entry where $1 = any (patient_ids) and action like 'patients.%merge' order by 1",
      [first],
    );
    expect(audit.rows.map(({ action }) => action)).toEqual(['patients.merge', 'patients.unmerge']);
    expect(audit.rows[0]?.patient_ids.toSorted()).toEqual([first, second].toSorted());
  });

  test('never close a circle when both are merged into the other at once', async () => {
    const { first, second } = await registerPair();
    const outcomes = await Promise.all([merge(first, second), merge(second, first)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
