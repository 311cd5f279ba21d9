import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { PatientId } from '../../kernel/ids.ts';
import { installDemoReference } from '../reference/index.ts';
import { type Demographics, makeUpPerson, mergePatients, recordAllergy, registerPatient } from './index.ts';
import { patientsRefusals } from './refusals.ts';
import { patientsRoutes } from './routes.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
  await platform.transact(installDemoReference);
});
afterAll(() => platform.close());

const nobody = '01890000-0000-7000-8000-000000000000' as PatientId;
const origin = { kind: 'staff', id: null } as const;

function answer(name: string, request: unknown) {
  const found = patientsRoutes.find(({ endpoint }) => endpoint.path === `/api/patients/${name}`);
  if (found === undefined) throw new Error('no such endpoint');
  const call = { request, principal: null } as unknown as Parameters<typeof found.answer>[1];
  return platform.transact((tx) => found.answer(tx, call));
}

function register(person: Demographics): Promise<PatientId> {
  return platform.transact((tx) => registerPatient(tx, person));
}

function withNumber(person: Demographics, assigner: string, value: string): Demographics {
  return { ...person, identifiers: [{ kind: 'MR', assigner, value }] };
}

async function registerTwice(number: number): Promise<readonly [PatientId, PatientId]> {
  const person = makeUpPerson(number);
  const first = await register(withNumber(person, 'MERCY', `A${number}`));
  return [first, await register(withNumber({ ...person, middleName: 'Q' }, 'LAKESIDE', `B${number}`))];
}

describe('possible duplicates', () => {
  test('are listed once each with score and reasons, and no longer once they are merged', async () => {
    // Two records of one millisecond have no older one: the lower id stands first.
    const [first = nobody, second = nobody] = (await registerTwice(801)).toSorted();
    await register(makeUpPerson(802));
    const listed = { first: { patientId: first }, second: { patientId: second } };
    expect(await answer('list-duplicates', {})).toMatchObject({
      value: { body: { pairs: [listed], isCut: false, recordsLookedAt: 3, next: null }, patientIds: [first, second] },
    });
    expect(await answer('list-duplicates', { patientId: first })).toMatchObject({
      value: { body: { pairs: [listed] } },
    });
    await platform.transact((tx) =>
      mergePatients(tx, { patientId: second, survivorId: first, reasonCode: 'duplicate', origin }),
    );
    expect(await answer('list-duplicates', {})).toMatchObject({ value: { body: { pairs: [] } } });
  });

  test('are compared with what each holds, and the fuller record is proposed to survive', async () => {
    const [first, second] = await registerTwice(803);
    await platform.transact((tx) =>
      recordAllergy(tx, {
        patientId: second,
        kind: 'substance',
        ingredientRxcui: null,
        snomedCode: null,
        severity: null,
        substance: 'Latex',
        reaction: null,
        origin,
      }),
    );
    expect(await answer('compare-records', { patientId: first, otherId: second })).toMatchObject({
      value: {
        body: {
          first: { holdings: { allergies: 0 } },
          second: { holdings: { allergies: 1 } },
          proposal: { survivorId: second },
          isMerged: false,
        },
      },
    });
    await platform.transact((tx) =>
      mergePatients(tx, { patientId: second, survivorId: first, reasonCode: 'duplicate', origin }),
    );
    expect(await answer('compare-records', { patientId: first, otherId: second })).toMatchObject({
      value: { body: { isMerged: true } },
    });
    for (const patientId of [first, second])
      expect(await answer('list-merges', { patientId })).toMatchObject({
        value: {
          body: {
            survivor: { patientId: first },
            merged: [{ patientId: second, mergedInto: first, recordIds: [second], holdings: { allergies: 1 } }],
          },
        },
      });
  });

  test('are refused where a record is not there, or is compared with itself', async () => {
    const [first] = await registerTwice(804);
    const unknown = { refusal: { code: patientsRefusals.unknownPatient.code } };
    expect(await answer('compare-records', { patientId: first, otherId: nobody })).toMatchObject(unknown);
    expect(await answer('list-merges', { patientId: nobody })).toMatchObject(unknown);
    expect(await answer('compare-records', { patientId: first, otherId: first })).toMatchObject({
      refusal: { code: patientsRefusals.samePatient.code },
    });
  });
});
