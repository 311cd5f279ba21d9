import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Instant } from '../../kernel/instant.ts';
import { getPrescription, type Prescription } from '../../modules/prescriptions/index.ts';
import { referralsRoutes } from '../../modules/referrals/routes.ts';
import { MovableClock } from '../../platform/clock/clock.ts';
import { openStateFolders } from '../../platform/config/state-folder.ts';
import { silentLog } from '../../platform/log/log.ts';
import { openPlatform, type Platform } from '../../platform/open-platform.ts';
import { openSecrets } from '../../platform/open-secrets.ts';
import { subscriptions, timerActions } from '../composition.ts';
import { recordNetworks } from './demo-networks.ts';
import type { DemoStage } from './demo-stage.ts';
import { type DoorExample, tellDoorExamples } from './door-examples.ts';
import { foundHealthSystems } from './found-health-systems.ts';
import { generateJourneys, openStage } from './generate-journeys.ts';

const endsAt = '2026-11-30T17:00:00.000Z' as Instant;

let database: TestDatabase;
let folder: string;
let platform: Platform & { readonly clock: MovableClock };
let stage: DemoStage;
let told: readonly DoorExample[];

beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'theriac-door-'));
  const folders = openStateFolders(folder);
  const clock = new MovableClock(endsAt);
  const secrets = await openSecrets(folders);
  const parts = { applicationUrl: database.appUrl, folders, secrets, clock, log: silentLog };
  platform = { ...(await openPlatform({ ...parts, subscriptions, timerActions })), clock };
  const [system] = await foundHealthSystems(platform);
  if (system === undefined) throw new Error('no health system was founded');
  await generateJourneys(platform, { system, patients: 0, seed: 1, endsAt });
  clock.moveTo(endsAt);
  stage = await openStage(platform, system);
  await recordNetworks(stage);
  told = await tellDoorExamples(stage, { endsAt, assigner: 'HARBORVIEW', seed: 3 });
  await platform.dueWork.runDue();
}, 300_000);
afterAll(async () => {
  await platform.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function find(example: string): Promise<readonly Prescription[]> {
  const ids = told.filter((each) => each.example === example).map(({ prescriptionId }) => prescriptionId);
  return stage.act('', (tx) => Promise.all(ids.map((prescriptionId) => getPrescription(tx, prescriptionId))));
}

async function read(name: string, request: object): Promise<Record<string, readonly Record<string, unknown>[]>> {
  const route = referralsRoutes.find(({ endpoint }) => endpoint.path.endsWith(`/${name}`));
  const answer = await stage.act(
    '',
    (tx) => route?.answer(tx, { request } as never) ?? Promise.reject(new Error(name)),
  );
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.body as Record<string, readonly Record<string, unknown>[]>;
}

test('a certain and a possible duplicate wait for a decision beside the accepted first one', async () => {
  for (const example of ['IN1', 'IN2']) {
    const [first, second] = await find(example);
    expect(first?.status).toBe('accepted');
    expect(second?.statusReasons).toEqual(['no-duplicate']);
    expect(second?.patientId).toBe(first?.patientId);
  }
});

test('a letter waits to be sent, and another for its answer', async () => {
  const { requests = [], letters = [] } = await read('list-referrals', {});
  const of = (rows: readonly Record<string, unknown>[], name: string) =>
    rows.filter(({ patientName }) => String(patientName).startsWith(`${name},`));
  expect(of(letters, 'IN4')).toMatchObject([{ kind: 'missing-information' }]);
  expect(of(requests, 'IN5')).toMatchObject([{ way: 'letter', isLate: false }]);
  expect(of(letters, 'IN5')).toEqual([]);
});

test('a drug without access and a plan that pays elsewhere stop at the door, and each transfer is seen', async () => {
  const [barred] = await find('IN6');
  expect(barred?.statusReasons).toEqual(['drug-dispensable']);
  const [elsewhere] = await find('IN7');
  expect(elsewhere?.statusReasons).toEqual(['plan-pays-here']);
  const [gone] = await find('IN8');
  expect(gone).toMatchObject({ status: 'refused', statusReasons: ['transferred-out'] });
  const { transfers = [] } = await read('list-referrals', {});
  expect(transfers.map(({ state, daysHeld }) => [state, daysHeld])).toEqual([
    ['sent', null],
    ['acknowledged', 4],
  ]);
});
