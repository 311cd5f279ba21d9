import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { permissions } from '../../src/apps/composition.ts';
import type { PatientId, TenantId, TherapyId } from '../../src/kernel/ids.ts';
import { getPatient } from '../../src/modules/patients/index.ts';
import { verifyTherapyStream } from '../../src/modules/therapies/index.ts';
import { verifyAudit } from '../../src/platform/audit/verify-audit.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';
import { openStateFolders } from '../../src/platform/config/state-folder.ts';
import { openPool, toApplicationUrl } from '../../src/platform/database/connect.ts';
import { describeSchema } from '../../src/platform/database/describe-schema.ts';
import { migrate, readMigrations } from '../../src/platform/database/migrate.ts';
import { migrationsFolder } from '../../src/platform/database/open-database.ts';
import { silentLog } from '../../src/platform/log/log.ts';
import { openPlatform, type Platform } from '../../src/platform/open-platform.ts';
import { openSecrets } from '../../src/platform/open-secrets.ts';
import type { TenantTransaction } from '../../src/platform/transaction/tenant-transaction.ts';
import { readReleases, type StoredRelease } from '../../tools/release-dump.ts';
import { testApplicationPassword } from '../support/start-test-server.ts';
import { openTestDatabase } from '../support/test-database.ts';

const releases = readReleases(join(migrationsFolder, '../releases'));
const migrations = readMigrations(migrationsFolder);
// The tenant whose rows tools/dump-release.ts takes.
const tenantId = 2 as TenantId;
const programId = '01930000-0000-7000-8000-0000000000c1';

test('there is a release to come from', () => {
  expect(releases.length).toBeGreaterThan(0);
});

describe.each(releases)('the release $name, brought to the newest migration', (release) => {
  let platform: Platform;
  let folder: string;
  let owner: ReturnType<typeof openPool>;

  beforeAll(async () => {
    owner = await load(release);
    await migrate(owner, { migrations, applicationPassword: testApplicationPassword });
    folder = mkdtempSync(join(tmpdir(), 'theriac-upgrade-'));
    const folders = openStateFolders(folder);
    for (const [name, base64] of Object.entries(release.keys))
      writeFileSync(join(folders.keys, name), Buffer.from(base64, 'base64'), { mode: 0o600 });
    platform = await openPlatform({
      applicationUrl: toApplicationUrl(urlOf(release), testApplicationPassword),
      ...{ folders, secrets: await openSecrets(folders), clock: systemClock, log: silentLog },
      ...{ subscriptions: [], timerActions: [] },
    });
  }, 120_000);
  afterAll(async () => {
    await platform.close();
    await owner.end();
    await drop(release);
    rmSync(folder, { recursive: true, force: true });
  });

  const transact = <Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome> =>
    platform.transactor.transact({ tenantId, actor: { kind: 'system', name: 'upgrade' } }, work);

  test('has the schema of an installation that was always at the newest', async () => {
    const fresh = await openTestDatabase();
    expect(await describeSchema(owner)).toBe(await describeSchema(fresh.owner));
    await fresh.close();
  });

  test('has every row that it had', async () => {
    expect(release.rowCounts.get('therapies.therapy')).toBeGreaterThan(0);
    for (const [table, count] of release.rowCounts) {
      const { rows } = await owner.query<{ count: number }>(
        `select count(*)::integer as count from ${table} where tenant_id = $1`,
        [tenantId],
      );
      expect(rows[0]?.count, table).toBeGreaterThanOrEqual(count);
    }
  });

  test('holds every therapy on the board as it stands', async () => {
    expect(await countTherapiesOffTheBoard(owner)).toBe(0);
  });

  test('lets a program do what it might, by the permissions of today', () => expectSameRights(owner));

  test('opens every patient and verifies every therapy', async () => {
    const patients = await listIds(owner, 'patients.patient', 'patient_id');
    expect(patients.length).toBeGreaterThan(0);
    for (const patientId of patients) {
      const { displayName } = await transact((tx) => getPatient(tx, patientId as PatientId));
      expect(displayName).toMatch(/^\p{Lu}\p{L}+/u);
    }
    for (const therapyId of await listIds(owner, 'therapies.therapy', 'therapy_id'))
      expect(await transact((tx) => verifyTherapyStream(tx, therapyId as TherapyId))).toMatchObject({
        value: { broken: null },
      });
  });

  test('verifies its audit', async () => {
    const verified = await verifyAudit({ pool: platform.keyPool, keys: platform.auditKeys, sinks: [] }, tenantId);
    expect(verified).toMatchObject({ firstBreak: null });
    expect(verified.verifiedLinks).toBeGreaterThan(0);
  });
});

test('a migration that was changed after its release is refused', async () => {
  const [release] = releases;
  if (release === undefined) throw new Error('there is no release');
  const changed = migrations.map((migration, index) => (index === 0 ? { ...migration, sha256: 'changed' } : migration));
  const owner = await load(release);
  await expect(migrate(owner, { migrations: changed, applicationPassword: testApplicationPassword })).rejects.toThrow(
    'was changed after it was applied',
  );
  await owner.end();
  await drop(release);
});

async function listIds(owner: ReturnType<typeof openPool>, table: string, column: string): Promise<readonly string[]> {
  const { rows } = await owner.query<{ id: string }>(`select ${column} as id from ${table} where tenant_id = $1`, [
    tenantId,
  ]);
  return rows.map(({ id }) => id);
}

/** Counts therapies that the barrier board does not hold as they stand. */
async function countTherapiesOffTheBoard(owner: ReturnType<typeof openPool>): Promise<number | undefined> {
  const { rows } = await owner.query<{ count: number }>(
    `select count(*)::integer as count from therapies.therapy t left join flow.therapy_standing s using (tenant_id, therapy_id)
     where t.tenant_id = $1 and (t.patient_id, t.stage, t.barrier_code, t.barrier_since) is distinct from
       (s.patient_id, s.stage, s.barrier_code, s.barrier_since)`,
    [tenantId],
  );
  return rows[0]?.count;
}

/** Lets a program in as a release before `programs` and `conversation` did, with a departure from the assurance that is declared. */
async function letProgramIn(owner: ReturnType<typeof openPool>): Promise<void> {
  await owner.query(
    `insert into identity.api_client (tenant_id, client_id, name, public_keys, scopes, made_at) values ($1, $2, 'BI', '[]', $3, now())`,
    [tenantId, programId, ['identity.seeStaff', 'therapies.seeTherapies', 'therapies.writeNotes']],
  );
  await owner.query(
    `insert into identity.assurance_policy values ($1, 'identity.changeClients', 'session', 'upgrade')
     on conflict (tenant_id, permission_code) do update set strength = excluded.strength, notice = excluded.notice`,
    [tenantId],
  );
}

/** Expects that the program may do what it might, and that the health system asks for the proof that it asked for. */
async function expectSameRights(owner: ReturnType<typeof openPool>): Promise<void> {
  const { rows } = await owner.query<{ scopes: string[] }>(
    'select scopes from programs.api_client where client_id = $1',
    [programId],
  );
  const scopes = rows[0]?.scopes ?? [];
  expect(scopes).toEqual(
    expect.arrayContaining([
      ...['identity.seeStaff', 'programs.seePrograms', 'therapies.seeTherapies', 'flow.seeFlow'],
      ...['conversation.readMentions', 'conversation.writeNotes'],
    ]),
  );
  const declared = permissions.map(({ code }) => code);
  expect(scopes.filter((scope) => !declared.includes(scope))).toEqual([]);
  const { rows: demanded } = await owner.query<{ permission_code: string; strength: string }>(
    `select permission_code, strength from identity.assurance_policy where tenant_id = $1 and notice = 'upgrade'`,
    [tenantId],
  );
  expect(demanded).toEqual([{ permission_code: 'programs.changePrograms', strength: 'session' }]);
}

/** Makes a database as the release left it, with a program let in. */
async function load(release: StoredRelease): Promise<ReturnType<typeof openPool>> {
  await drop(release);
  await onServer(`create database ${nameOf(release)}`);
  const owner = openPool({ url: urlOf(release), size: 2, name: 'upgrade' });
  const known = new Set(release.migrations.map(({ number, sha256 }) => `${number} ${sha256}`));
  const then = migrations.filter(({ number, sha256 }) => known.has(`${number} ${sha256}`));
  expect(then.length, 'every migration of the release is still here, unchanged').toBe(release.migrations.length);
  await migrate(owner, { migrations: then, applicationPassword: testApplicationPassword });
  await owner.query(`begin; set local session_replication_role = replica; ${release.sql} commit`);
  await letProgramIn(owner);
  return owner;
}

const nameOf = (release: StoredRelease): string => `release_${release.name.replace(/\W/g, '_')}_${process.pid}`;

function urlOf(release: StoredRelease): string {
  const url = new URL(inject('ownerUrl'));
  url.pathname = `/${nameOf(release)}`;
  return url.toString();
}

const drop = (release: StoredRelease): Promise<void> =>
  onServer(`drop database if exists ${nameOf(release)} with (force)`);

async function onServer(statement: string): Promise<void> {
  const server = openPool({ url: inject('ownerUrl'), size: 1, name: 'upgrade-server' });
  await server.query(statement);
  await server.end();
}
