import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { addMinutes } from '../../kernel/instant.ts';
import { inBulk } from './bulk.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
}, 120_000);
afterAll(() => platform.close());

const listTimers = () =>
  platform.transact((tx) =>
    tx.database.selectFrom('platform.timer').select(['subject', 'due_at', 'payload']).orderBy('subject').execute(),
  );

describe('a bulk', () => {
  test('inserts many rows as the same inserts would one by one, with what would break a line', async () => {
    await platform.transact((tx) =>
      inBulk(tx, async (bulk) => {
        for (const name of ['a\tb', 'c\\d', 'e\nf'])
          await bulk.at(tx.now, tx.actor).setTimer({ kind: 'test', subject: name, dueAt: tx.now, payload: { name } });
      }),
    );
    const rows = await listTimers();
    expect(rows.map(({ subject }) => subject).sort()).toEqual(['a\tb', 'c\\d', 'e\nf']);
    expect(rows.map(({ payload }) => payload)).toContainEqual({ name: 'e\nf' });
  });

  test('sees what was inserted in it only after its end, and dates each row by its own moment', async () => {
    const later = addMinutes(platform.clock.now(), 5);
    await platform.transact((tx) =>
      inBulk(tx, async (bulk) => {
        expect(bulk.at(later, tx.actor).now).toBe(later);
        await bulk.at(later, tx.actor).setTimer({ kind: 'test', subject: 'later', dueAt: later, payload: null });
      }),
    );
    expect((await listTimers()).find(({ subject }) => subject === 'later')?.due_at).toBe(later);
  });

  test('refuses anything but a plain insert, and then nothing is kept', async () => {
    const before = await listTimers();
    const spoiled = platform.transact((tx) =>
      inBulk(tx, async (bulk) => {
        const view = bulk.at(tx.now, tx.actor);
        await view.setTimer({ kind: 'test', subject: 'lost', dueAt: tx.now, payload: null });
        await view.database.deleteFrom('platform.timer').execute();
      }),
    );
    await expect(spoiled).rejects.toThrow('plain inserts only');
    expect(await listTimers()).toEqual(before);
  });

  test('brings nothing into another health system', async () => {
    const foreign = platform.transact((tx) =>
      inBulk(tx, async (bulk) => {
        const view = { ...bulk.at(tx.now, tx.actor), tenantId: platform.otherTenantId };
        await view.database
          .insertInto('platform.timer')
          .values({
            ...{ tenant_id: platform.otherTenantId, timer_id: tx.newId<'timer'>(), kind: 'test', subject: 'foreign' },
            ...{ due_at: tx.now, payload: 'null' },
          })
          .execute();
      }),
    );
    await expect(foreign).rejects.toThrow('row-level security');
  });
});
