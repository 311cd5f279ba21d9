import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subscriptions, timerActions } from '../../src/apps/composition.ts';
import { demoHealthSystems } from '../../src/apps/demo-generator/demo-health-systems.ts';
import { foundHealthSystems } from '../../src/apps/demo-generator/found-health-systems.ts';
import { generateJourneys } from '../../src/apps/demo-generator/generate-journeys.ts';
import type { TenantId } from '../../src/kernel/ids.ts';
import type { Instant } from '../../src/kernel/instant.ts';
import { insertPartner, type NewPartner, type PartnerId } from '../../src/modules/exchange/index.ts';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { openStateFolders, type StateFolders } from '../../src/platform/config/state-folder.ts';
import { silentLog } from '../../src/platform/log/log.ts';
import { openPlatform } from '../../src/platform/open-platform.ts';
import { type OpenedSecrets, openSecrets } from '../../src/platform/open-secrets.ts';
import { openTestDatabase } from '../support/test-database.ts';

/** Where every seed begins: a health system with sites, people, stock and partners, and not one patient. */
export interface SimulationStart {
  /** The name of the database to clone. */
  readonly template: string;
  readonly folders: StateFolders;
  readonly secrets: OpenedSecrets;
  readonly ehrId: PartnerId;
  readonly switchId: PartnerId;
  readonly courierId: PartnerId;
  close(): Promise<void>;
}

/** When simulations begin: a Monday at 10:00 in Boston. */
export const simulationStart = '2026-03-02T15:00:00.000Z' as Instant;

/** The health system that is simulated. */
export const simulatedTenant = 1 as TenantId;

/** Founds what every seed begins with. */
export async function openSimulationStart(): Promise<SimulationStart> {
  const database = await openTestDatabase();
  const folders = openStateFolders(mkdtempSync(join(tmpdir(), 'theriac-simulation-')));
  const secrets = await openSecrets(folders);
  const clock = new MovableClock(simulationStart);
  const shared = { applicationUrl: database.appUrl, folders, secrets, clock, log: silentLog };
  const platform = await openPlatform({ ...shared, subscriptions, timerActions });
  await foundHealthSystems(platform);
  const [system] = demoHealthSystems;
  if (system === undefined) throw new Error('there is no health system');
  await generateJourneys({ ...platform, clock }, { system, patients: 0, seed: 1, endsAt: simulationStart });
  await platform.dueWork.runDue();
  const scope = { tenantId: simulatedTenant, actor: { kind: 'system', name: 'simulation' } as const };
  const add = (partner: Pick<NewPartner, 'name' | 'kind' | 'formats'>): Promise<PartnerId> =>
    platform.transactor.transact(scope, (tx) => insertPartner(tx, { ...usual, ...partner }));
  const partners = {
    ehrId: await add({ name: 'EHR', kind: 'ehr', formats: ['hl7v2'] }),
    switchId: await add({ name: 'Switch', kind: 'switch', formats: ['ncpdp-telecom'] }),
    courierId: await add({ name: 'Courier', kind: 'courier', formats: ['courier-webhook'] }),
  };
  await platform.close();
  await database.leave();
  return {
    template: database.name,
    folders,
    secrets,
    ...partners,
    close: async () => {
      await database.close();
      rmSync(folders.root, { recursive: true, force: true });
    },
  };
}

const usual = { siteId: null, address: null, allowedSenders: [], certificateSha256: null, keySecret: null } as const;
