import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { addMilliseconds } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../transaction/tenant-transaction.ts';

let platform: TestPlatform;
const kind = 'test.ring';

function ring(tx: TenantTransaction, subject: string, inMilliseconds = 0): Promise<void> {
  return tx.setTimer({ kind, subject, dueAt: addMilliseconds(tx.now, inMilliseconds), payload: {} });
}

beforeAll(async () => {
  platform = await openTestPlatform({
    timerActions: [
      {
        kind,
        act: async (tx, { subject }) => {
          await sql`insert into effect.heard values (${tx.tenantId}, ${subject})`.execute(tx.database);
          if (subject === 'cancels') await tx.cancelTimer(kind, 'is canceled');
          if (subject === 'moves') await ring(tx, 'is moved', 60_000);
          if (subject === 'fails') throw new Error('this timer fails');
        },
      },
    ],
  });
  await platform.database.owner.query(`
    create schema effect;
    create table effect.heard (number serial, tenant_id integer, subject text);
    alter table effect.heard drop column number;
    grant usage on schema effect to theriac_app;
    grant select, insert on effect.heard to theriac_app`);
});
afterAll(() => platform.close());
beforeEach(async () => {
  await platform.database.owner.query('truncate effect.heard; delete from platform.timer');
});

/** Sets timers that fall due one after the other, and lets time pass. */
async function setInOrder(subjects: readonly string[], tenantId: TenantId = platform.tenantId): Promise<void> {
  await platform.transact(
    async (tx) => {
      for (const [index, subject] of subjects.entries()) await ring(tx, subject, index);
    },
    { tenantId },
  );
}

async function listHeard(): Promise<readonly string[]> {
  const { rows } = await platform.database.owner.query<{ tenant_id: number; subject: string }>(
    'select tenant_id, subject from effect.heard',
  );
  return rows.map((row) => `${row.tenant_id} ${row.subject}`);
}

test('every timer of every health system acts once, those of one in the order in which they fell due', async () => {
  const subjects = Array.from({ length: 100 }, (_, index) => `number ${index}`);
  await setInOrder(subjects);
  await setInOrder(subjects.slice(0, 40), platform.otherTenantId);
  platform.clock.advance(1_000);
  expect(await platform.runDue()).toBe(140);
  const heard = await listHeard();
  const own = (tenantId: TenantId) => heard.filter((line) => line.startsWith(`${tenantId} `));
  expect(own(platform.tenantId)).toEqual(subjects.map((subject) => `${platform.tenantId} ${subject}`));
  expect(own(platform.otherTenantId)).toHaveLength(40);
  expect(await platform.runDue()).toBe(0);
});

test('a timer that fails is put off, and those that were fired together with it act once', async () => {
  await setInOrder(['before', 'fails', 'after']);
  platform.clock.advance(1_000);
  await platform.runDue();
  expect(await listHeard()).toEqual([`${platform.tenantId} before`, `${platform.tenantId} after`]);
  const { rows } = await platform.database.owner.query('select subject, attempts, last_fault from platform.timer');
  expect(rows).toEqual([{ subject: 'fails', attempts: 1, last_fault: 'Error' }]);
});

test('a timer that one before it cancels or moves does not act, though both were due', async () => {
  await setInOrder(['cancels', 'is canceled', 'moves', 'is moved']);
  platform.clock.advance(1_000);
  expect(await platform.runDue()).toBe(2);
  expect(await listHeard()).toEqual([`${platform.tenantId} cancels`, `${platform.tenantId} moves`]);
  platform.clock.advance(60_000);
  expect(await platform.runDue()).toBe(1);
});

test('two workers at once let every timer act once', async () => {
  await setInOrder(Array.from({ length: 200 }, (_, index) => `number ${index}`));
  platform.clock.advance(1_000);
  await Promise.all([platform.dueWork.runDue(), platform.dueWork.runDue()]);
  await platform.runDue();
  const heard = await listHeard();
  expect(new Set(heard).size).toBe(200);
  expect(heard).toHaveLength(200);
});
