// Writes the dump of the present release to database/releases, for the test that upgrades it: `node tools/dump-release.ts`.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subscriptions, timerActions } from '../src/apps/composition.ts';
import { demoHealthSystems } from '../src/apps/demo-generator/demo-health-systems.ts';
import { foundHealthSystems } from '../src/apps/demo-generator/found-health-systems.ts';
import { generateJourneys } from '../src/apps/demo-generator/generate-journeys.ts';
import type { Instant } from '../src/kernel/instant.ts';
import { chainEntries } from '../src/platform/audit/chainer.ts';
import { settleWriter } from '../src/platform/audit/writer-settlement.ts';
import { MovableClock } from '../src/platform/clock/clock.ts';
import { openStateFolders } from '../src/platform/config/state-folder.ts';
import { openPool, toApplicationUrl } from '../src/platform/database/connect.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { migrate, readMigrations } from '../src/platform/database/migrate.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { openPlatform } from '../src/platform/open-platform.ts';
import { openSecrets } from '../src/platform/open-secrets.ts';
import { dumpTenant, writeReleaseDump } from './release-dump.ts';

const root = join(import.meta.dirname, '..');
const migrations = readMigrations(join(root, 'database/migrations'));
const newest = migrations.at(-1);
// The small health system of the demonstration: one pharmacy, and patients enough for every stage to have been somebody's.
const system = demoHealthSystems.find(({ sites }) => sites.length === 1);
if (newest === undefined || system === undefined) throw new Error('there is nothing to dump');
const file = join(root, `database/releases/${String(newest.number).padStart(4, '0')}.sql`);
if (existsSync(file)) throw new Error(`${file} is kept as it is: a release is dumped once`);

const folder = mkdtempSync(join(tmpdir(), 'theriac-release-'));
const folders = openStateFolders(folder);
const server = await startEmbeddedPostgres({ folder: folders.database, durable: false });
const owner = openPool({ url: server.ownerUrl, size: 2, name: 'dump-release' });
const secrets = await openSecrets(folders);
await migrate(owner, { migrations, applicationPassword: secrets.applicationPassword });
const endsAt = '2026-11-20T17:00:00.000Z' as Instant;
const clock = new MovableClock(endsAt);
const applicationUrl = toApplicationUrl(server.ownerUrl, secrets.applicationPassword);
const platform = await openPlatform({
  applicationUrl,
  folders,
  secrets,
  clock,
  log: silentLog,
  subscriptions,
  timerActions,
});
await foundHealthSystems(platform);
await generateJourneys({ ...platform, clock }, { system, patients: 6, seed: 1500, endsAt });
await settleWriter({ ...platform, pool: platform.keyPool, writer: platform.auditWriter });
await chainEntries({ pool: platform.keyPool, keys: platform.auditKeys });
const dump = await dumpTenant(owner, { tenantId: system.tenantId, migrations, keyFolder: folders.keys });
writeReleaseDump(file, dump);
await platform.close();
await owner.end();
await server.stop();
rmSync(folder, { recursive: true, force: true });
console.log(
  `${file}: ${dump.tables.length} tables, ${dump.tables.reduce((sum, { rows }) => sum + rows.length, 0)} rows`,
);
