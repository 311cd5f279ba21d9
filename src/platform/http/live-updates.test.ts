import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { openPool } from '../database/connect.ts';
import { type Log, silentLog } from '../log/log.ts';
import { openLiveUpdates } from './live-updates.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('news that the database did not take, because it was just away, is told once it is back', async () => {
  const heard: string[] = [];
  const observer = await database.owner.connect();
  observer.on('notification', ({ payload }) => heard.push(payload ?? ''));
  await observer.query('listen theriac_live');
  const faults: string[] = [];
  const log: Log = { ...silentLog, fault: (part) => String(faults.push(part)) };
  const pool = openPool({ url: database.appUrl, size: 2, name: 'live-test' });
  const live = await openLiveUpdates({ pool, log });
  await database.owner.query(`revoke connect on database ${database.name} from public, theriac_app`);
  await database.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = 'live-test'`,
    [database.name],
  );
  await expect.poll(() => faults.length).toBeGreaterThan(0);
  const before = faults.length;
  live.publish({ tenantId: 1 as TenantId, topics: ['queue:intake'] });
  await expect.poll(() => faults.length).toBeGreaterThan(before);
  expect(heard).toEqual([]);
  await database.owner.query(`grant connect on database ${database.name} to public, theriac_app`);
  await expect
    .poll(() => heard, { timeout: 5_000 })
    .toEqual([JSON.stringify({ tenantId: 1, topics: ['queue:intake'] })]);
  await live.close();
  await pool.end();
  observer.release(true);
});
