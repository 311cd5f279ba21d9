import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { PatientId } from '../../kernel/ids.ts';
import { installDemoReference } from '../reference/index.ts';
import { searchRenewalTimer } from './actions/renew-search.ts';
import { listFormerBlockingTerms } from './domain/blocking-term.ts';
import { type Demographics, makeUpPerson, matchPatient, registerPatients } from './index.ts';
import { patientsTimerActions } from './jobs.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform({ timerActions: patientsTimerActions });
  await platform.transact(installDemoReference);
});
afterAll(() => platform.close());

const recordsOfAnUpgrade = 1_100;

/** Leaves the tokens of all records as the release before wrote them, and what the migration leaves to be done. */
async function indexAsBefore(
  people: readonly { readonly patientId: PatientId; readonly demographics: Demographics }[],
) {
  const { owner } = platform.database;
  await owner.query(`delete from patients.search_token where kind like '%-and-%'`);
  for (const { patientId, demographics } of people)
    for (const { kind, text } of listFormerBlockingTerms(demographics))
      for (const token of await platform.transact((tx) => tx.sealer.tokens(kind, text)))
        await owner.query('insert into patients.search_token values (1, $1, $2, $3) on conflict do nothing', [
          Buffer.from(token),
          kind,
          patientId,
        ]);
  await owner.query(`insert into patients.search_renewal values (1, '00000000-0000-0000-0000-000000000000')`);
  await owner.query(
    `insert into platform.timer (tenant_id, timer_id, kind, subject, payload, due_at)
     values (1, gen_random_uuid(), $1, 'all', '{}', $2)`,
    [searchRenewalTimer, platform.clock.now()],
  );
}

const countTokens = async (where: string): Promise<number> =>
  (await platform.database.owner.query(`select from patients.search_token where ${where}`)).rowCount ?? 0;

test('records of an earlier release are found before and after they are indexed anew', async () => {
  const birthDate = '1968-04-05' as CalendarDay;
  const demographics = makeUpPerson(1, { familyName: 'Hollander', givenName: 'Elizabeth', birthDate });
  const others = Array.from({ length: recordsOfAnUpgrade }, (_, index) => makeUpPerson(index % 900));
  const [patientId] = await platform.transact((tx) => registerPatients(tx, [demographics, ...others]));
  if (patientId === undefined) throw new Error('nobody was registered');
  const tokensOfToday = await countTokens(`patient_id = '${patientId}'`);
  await indexAsBefore([{ patientId, demographics }]);

  const described = { ...demographics, birthDate: '1968-05-04' as CalendarDay, phones: [], identifiers: [] };
  const find = async () => (await platform.transact((tx) => matchPatient(tx, described))).candidates[0]?.patientId;
  expect(await find()).toBe(patientId);

  await platform.runDue();
  expect((await platform.database.owner.query('select from patients.search_renewal')).rowCount).toBe(0);
  expect(await countTokens(`kind in ('full-given-name/exact', 'family-and-birth/exact')`)).toBe(0);
  expect(await countTokens(`patient_id = '${patientId}'`)).toBe(tokensOfToday);
  expect(await countTokens(`kind = 'given-initial-and-birth/exact'`)).toBe(recordsOfAnUpgrade + 1);
  expect(await find()).toBe(patientId);
});

test('an installation without records has nothing to index', async () => {
  await platform.transact((tx) =>
    tx.setTimer({ kind: searchRenewalTimer, subject: 'all', dueAt: platform.clock.now(), payload: {} }),
  );
  expect(await platform.runDue()).toBe(1);
});
