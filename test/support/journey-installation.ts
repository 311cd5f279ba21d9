import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { subscriptions, timerActions } from '../../src/apps/composition.ts';
import { demoHealthSystems } from '../../src/apps/demo-generator/demo-health-systems.ts';
import { foundHealthSystems } from '../../src/apps/demo-generator/found-health-systems.ts';
import { generateJourneys } from '../../src/apps/demo-generator/generate-journeys.ts';
import { addMinutes, type Instant, instantOf } from '../../src/kernel/instant.ts';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { openStateFolders, type StateFolders } from '../../src/platform/config/state-folder.ts';
import { openPool } from '../../src/platform/database/connect.ts';
import { silentLog } from '../../src/platform/log/log.ts';
import { openPlatform } from '../../src/platform/open-platform.ts';
import { type OpenedSecrets, openSecrets } from '../../src/platform/open-secrets.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

/** The database and the folders of a program with the demonstration's health systems, their shelves and some therapies. */
interface JourneyInstallation {
  readonly database: TestDatabase;
  readonly folders: StateFolders;
  readonly secrets: OpenedSecrets;
}

/** When the clock of journeys begins: the last Tuesday at 14:00 UTC, when every pharmacy of the demonstration is open. */
export const journeyStart = findLastTuesday();

/** Copies the installation that stands for this number of patients; the first journey of a run that needs it founds it. */
export async function openInstallation(parts: { readonly patients: number }): Promise<JourneyInstallation> {
  const origin = await foundOnce(parts.patients);
  const database = await openTestDatabase(origin.template);
  const root = mkdtempSync(join(tmpdir(), 'theriac-journey-'));
  cpSync(origin.root, root, { recursive: true });
  const folders = openStateFolders(root);
  return { database, folders, secrets: await openSecrets(folders) };
}

/** Founds under a lock, because test files run beside each other. */
async function foundOnce(patients: number): Promise<{ readonly root: string; readonly template: string }> {
  const root = join(inject('sharedFolder'), `journey-${patients}`);
  const note = `${root}.template`;
  const server = openPool({ url: inject('ownerUrl'), size: 1, name: 'journey-installation' });
  const client = await server.connect();
  try {
    await client.query('select pg_advisory_lock(7243104)');
    if (!existsSync(note)) {
      mkdirSync(root);
      writeFileSync(note, await found(openStateFolders(root), patients));
    }
    return { root, template: readFileSync(note, 'utf8') };
  } finally {
    client.release(true);
    await server.end();
  }
}

/** Founds the health systems, their reference content, their shelves and the therapies that stand before a journey begins. */
async function found(folders: StateFolders, patients: number): Promise<string> {
  const database = await openTestDatabase();
  const clock = new MovableClock(journeyStart);
  const platform = await openPlatform({
    applicationUrl: database.appUrl,
    folders,
    secrets: await openSecrets(folders),
    clock,
    log: silentLog,
    subscriptions,
    timerActions,
  });
  await foundHealthSystems(platform);
  const [system] = demoHealthSystems;
  if (system === undefined) throw new Error('there is no health system');
  await generateJourneys({ ...platform, clock }, { system, patients, seed: 7, endsAt: journeyStart });
  await platform.close();
  await database.leave();
  return database.name;
}

function findLastTuesday(): Instant {
  const today = new Date();
  const daysBack = (today.getUTCDay() + 5) % 7 || 7;
  const tuesday = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() - daysBack);
  return addMinutes(instantOf(tuesday), 14 * 60);
}
