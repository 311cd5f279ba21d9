import { rmSync } from 'node:fs';
import { subscriptions, timerActions } from '../../src/apps/composition.ts';
import { demoTotpSecret } from '../../src/apps/demo-generator/demo-secrets.ts';
import { gatewaySubscriptions, gatewayTimerActions } from '../../src/apps/gateways.ts';
import { partNames } from '../../src/apps/part-names.ts';
import { runParts } from '../../src/apps/run-parts.ts';
import type { OpenedTheriac } from '../../src/apps/start-theriac.ts';
import type { SiteId, TenantId } from '../../src/kernel/ids.ts';
import { computeCode, listSites } from '../../src/modules/identity/index.ts';
import { readSettings } from '../../src/platform/config/settings.ts';
import type { StateFolders } from '../../src/platform/config/state-folder.ts';
import { openLiveUpdates } from '../../src/platform/http/live-updates.ts';
import { createLog } from '../../src/platform/log/log.ts';
import { openPlatform } from '../../src/platform/open-platform.ts';
import type { OpenedSecrets } from '../../src/platform/open-secrets.ts';
import type { TenantTransaction } from '../../src/platform/transaction/tenant-transaction.ts';
import { findFreePort } from './free-port.ts';
import { JourneyClock } from './journey-clock.ts';
import { journeyStart, openInstallation } from './journey-installation.ts';
import { type JourneyPartners, startJourneyPartners } from './journey-partners.ts';
import { buildJourneyWeb } from './journey-web.ts';
import type { TestDatabase } from './test-database.ts';

/** The program as it runs in a pharmacy, all of its parts, over a database of its own, with the demonstration's health systems and partners. */
export interface JourneyServer {
  readonly url: string;
  readonly partners: JourneyPartners;
  readonly clock: JourneyClock;
  readonly siteId: SiteId;
  /** Every line that the program logged. */
  readonly logLines: readonly string[];
  /** Runs work in a transaction of the first health system, as the program itself. */
  transact<Outcome>(work: (tx: TenantTransaction) => Promise<Outcome>): Promise<Outcome>;
  /** Gives a person's next one-time code that was not used yet. */
  nextCode(userName: string): string;
  close(): Promise<void>;
}

const tenantId = 1 as TenantId;
const stepMilliseconds = 30_000;

/** Starts the program with the given number of therapies that were there before. */
export async function startJourneyServer(parts: { readonly patients: number }): Promise<JourneyServer> {
  const webFolder = await buildJourneyWeb();
  const { database, folders, secrets } = await openInstallation(parts);
  const clock = new JourneyClock(journeyStart);
  const logLines: string[] = [];
  const theriac = await open({ database, folders, secrets, clock, logLines });
  const running = await runParts(theriac, { names: new Set(partNames), webFolder });
  const partners = await startJourneyPartners(theriac, clock);
  const transact: JourneyServer['transact'] = (work) =>
    theriac.platform.transactor.transact({ tenantId, actor: { kind: 'system', name: 'journey' } }, work);
  const [site] = await transact(listSites);
  const address = running.addresses.find(({ address: one }) => one.startsWith('http'))?.address;
  if (site === undefined || address === undefined) throw new Error('the program has no site or no address');
  return {
    url: address,
    partners,
    clock,
    siteId: site.siteId,
    logLines,
    transact,
    nextCode: createCodes(secrets, clock),
    close: async () => {
      await partners.stop();
      await running.stop();
      await theriac.close();
      await database.close();
      rmSync(folders.root, { recursive: true, force: true });
    },
  };
}

async function open(parts: {
  readonly database: TestDatabase;
  readonly folders: StateFolders;
  readonly secrets: OpenedSecrets;
  readonly clock: JourneyClock;
  readonly logLines: string[];
}): Promise<OpenedTheriac> {
  const { database, folders, secrets, clock } = parts;
  const log = createLog({ level: 'debug', write: (line) => void parts.logLines.push(line) });
  const wakers: (() => void)[] = [];
  let publish: (change: Parameters<OpenedTheriac['live']['publish']>[0]) => void = () => undefined;
  const platform = await openPlatform({
    applicationUrl: database.appUrl,
    folders,
    secrets,
    clock,
    log,
    subscriptions: [...subscriptions, ...gatewaySubscriptions],
    timerActions: [...timerActions, ...gatewayTimerActions],
    onCommitted: (change) => {
      publish(change);
      if (change.announced) for (const wake of wakers) wake();
    },
  });
  const live = await openLiveUpdates({ pool: platform.keyPool, log });
  publish = live.publish;
  return {
    settings: {
      ...readSettings({ THERIAC_REQUESTS_PER_MINUTE: '100000', PATH: process.env['PATH'] }),
      webPort: 0,
      metricsPort: null,
      mllpPort: await findFreePort(),
      partnerPort: await findFreePort(),
    },
    folders,
    secrets,
    database: {
      ownerUrl: database.ownerUrl,
      applicationUrl: database.appUrl,
      isEmbedded: false,
      wasRunning: true,
      appliedMigrations: [],
      stop: async () => undefined,
    },
    platform,
    live,
    onWork: (wake) => {
      wakers.push(wake);
    },
    close: async () => {
      await live.close();
      await platform.close();
    },
  };
}

/** A code is good once: a person who needs another one within half a minute gets the next one, and the clock is moved to it if need be. */
function createCodes(secrets: OpenedSecrets, clock: JourneyClock): (userName: string) => string {
  const lastSteps = new Map<string, number>();
  const stepNow = (): number => Math.floor(Date.parse(clock.now()) / stepMilliseconds);
  return (userName) => {
    const last = lastSteps.get(userName) ?? 0;
    if (last >= stepNow()) clock.moveOn((last + 1 - stepNow()) * stepMilliseconds);
    lastSteps.set(userName, stepNow());
    return computeCode(demoTotpSecret(secrets.derived, { tenantId, userName }), clock.now());
  };
}
