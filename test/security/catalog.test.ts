import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';
import * as catalog from './catalog.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('the catalog of the database', () => {
  test.each([
    ['every table forces row-level security by tenant', catalog.listUnprotectedTables],
    ['no policy widens what a tenant sees', catalog.listWideningPolicies],
    ['every unique key begins with the tenant', catalog.listTenantlessKeys],
    ['every table with a site shows only the sites of the transaction', catalog.listTablesWithOpenSites],
    ['every column with patient data is sealed', catalog.listUnsealedPatientColumns],
    ['the application role has no power over the schema', catalog.listExcessPowers],
  ] as const)('%s', async (_fact, list) => {
    expect(await list(database.owner)).toEqual([]);
  });
});

describe('a planted weakness is found', () => {
  test.each<[string, string, (owner: pg.Pool) => Promise<readonly string[]>]>([
    ['a dropped policy', 'drop policy tenant_only on inventory.lot', catalog.listUnprotectedTables],
    ['a table without force', 'alter table inventory.lot no force row level security', catalog.listUnprotectedTables],
    [
      'a second permissive policy',
      'create policy wide on inventory.lot to theriac_app using (true)',
      catalog.listWideningPolicies,
    ],
    [
      'a unique key without tenant',
      'create unique index planted on inventory.lot (lot_number)',
      catalog.listTenantlessKeys,
    ],
    ['a dropped site policy', 'drop policy site_only on inventory.lot', catalog.listTablesWithOpenSites],
    [
      'patient data in clear text',
      "comment on column inventory.lot.lot_number is 'patient data: planted'",
      catalog.listUnsealedPatientColumns,
    ],
    ['a right to truncate', 'grant truncate on inventory.lot to theriac_app', catalog.listExcessPowers],
    ['a view of the owner', 'create view inventory.planted as select * from inventory.lot', catalog.listExcessPowers],
  ])('%s', async (_what, statement, list) => {
    const planted = await openTestDatabase();
    await planted.owner.query(statement);
    expect((await list(planted.owner)).length).toBeGreaterThan(0);
    await planted.close();
  });
});
