import { sql } from 'kysely';
import { Type } from 'typebox';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { declareEvent } from '../../kernel/domain-event.ts';
import type { TenantTransaction } from './tenant-transaction.ts';

let platform: TestPlatform;

const happened = declareEvent({
  type: 'test.happened',
  version: 1,
  sentence: 'Something happened.',
  payload: Type.Object({ number: Type.Integer() }),
});
const subscriptions = ['test.first', 'test.second'].map((subscriber) => ({
  type: happened.type,
  subscriber,
  hear: async () => undefined,
}));

beforeAll(async () => {
  platform = await openTestPlatform({ subscriptions });
  await platform.database.owner.query(
    'create table public.probe (number integer primary key); grant select, insert, delete on public.probe to theriac_app',
  );
});
beforeEach(() => platform.database.owner.query('truncate public.probe'));
afterAll(() => platform.close());

function insert(tx: TenantTransaction, number: unknown): void {
  tx.write(sql`insert into public.probe (number) values (${number})`.compile(tx.database));
}

async function list(tx: TenantTransaction): Promise<readonly number[]> {
  const { rows } = await sql<{ number: number }>`select * from public.probe order by number`.execute(tx.database);
  return rows.map(({ number }) => number);
}

describe('a statement that nobody waits for', () => {
  test('shows in what the transaction reads afterwards, and is committed with it', async () => {
    const seen = await platform.transact(async (tx) => {
      insert(tx, 1);
      insert(tx, 2);
      return list(tx);
    });
    expect(seen).toEqual([1, 2]);
    expect(await platform.transact(list)).toEqual([1, 2]);
  });

  test('fails the commit when the server refuses it, and nothing is written', async () => {
    const broken = platform.transact(async (tx) => {
      insert(tx, 1);
      insert(tx, 1);
      insert(tx, 2);
    });
    await expect(broken).rejects.toMatchObject({ code: '23505' });
    expect(await platform.transact(list)).toEqual([]);
  });

  test('is the reason that a later read in the same transaction is given', async () => {
    const broken = platform.transact((tx) => {
      insert(tx, 1);
      insert(tx, 1);
      return list(tx);
    });
    await expect(broken).rejects.toMatchObject({ code: '23505' });
  });

  test('fails the commit when its value cannot even be sent', async () => {
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const broken = platform.transact(async (tx) => {
      insert(tx, 1);
      insert(tx, circular);
    });
    await expect(broken).rejects.toThrow('circular');
    expect(await platform.transact(list)).toEqual([]);
  });

  test('is refused after the end of its transaction', async () => {
    const late = await platform.transact(async (tx) => () => list(tx));
    await expect(late()).rejects.toThrow('after the end of its transaction');
  });
});

test('a table that is altered while statements on it are prepared breaks no transaction', async () => {
  const readAll = (tx: TenantTransaction): Promise<readonly number[]> => list(tx);
  for (let turn = 0; turn < 40; turn += 1) await platform.transact(readAll);
  await platform.database.owner.query('alter table public.probe add column note text');
  await Promise.all(Array.from({ length: 20 }, () => platform.transact(readAll)));
});

describe('announcements', () => {
  test('are recorded in their order with a delivery for each subscriber, also many in one transaction', async () => {
    await platform.transact(async (tx) => {
      for (const number of [1, 2, 3]) await tx.announce(happened, { number }, 'key');
    });
    const { rows } = await platform.database.owner.query(
      `select (e.payload->>'number')::integer as number, d.subscriber from platform.outbox_delivery d
       join platform.outbox_event e using (tenant_id, event_id) where e.type = $1 order by d.delivery_id`,
      [happened.type],
    );
    expect(rows).toEqual(
      [1, 2, 3].flatMap((number) => subscriptions.map(({ subscriber }) => ({ number, subscriber }))),
    );
  });

  test('whose payload does not fit are refused before anything is written', async () => {
    const broken = platform.transact(async (tx) => {
      await tx.announce(happened, { number: 'one' as unknown as number }, 'key');
    });
    await expect(broken).rejects.toThrow('does not fit its schema');
  });
});
