import type { Clock } from '../platform/clock/clock.ts';
import { systemClock } from '../platform/clock/clock.ts';
import type { Settings } from '../platform/config/settings.ts';
import { openStateFolders, type StateFolders } from '../platform/config/state-folder.ts';
import { type OpenedDatabase, openDatabase } from '../platform/database/open-database.ts';
import { type LiveUpdates, openLiveUpdates } from '../platform/http/live-updates.ts';
import { createLog } from '../platform/log/log.ts';
import { openPlatform, openSecrets, type Platform } from '../platform/open-platform.ts';
import { subscriptions, timerActions } from './composition.ts';
import { gatewaySubscriptions, gatewayTimerActions } from './gateways.ts';

/** An installation that is open: its database is migrated, its platform is ready, nothing listens yet. */
export interface OpenedTheriac {
  readonly settings: Settings;
  readonly folders: StateFolders;
  readonly database: OpenedDatabase;
  readonly platform: Platform;
  readonly live: LiveUpdates;
  /** Lets the worker of this process look for due work at once. */
  onWork(wake: () => void): void;
  close(): Promise<void>;
}

/** Opens an installation: state folders, keys, database, platform. */
export async function openTheriac(settings: Settings, clock: Clock = systemClock): Promise<OpenedTheriac> {
  const folders = openStateFolders(settings.stateFolder);
  const secrets = await openSecrets(folders, settings.keyStore ?? undefined);
  const database = await openDatabase({
    databaseUrl: settings.databaseUrl,
    folders,
    applicationPassword: secrets.applicationPassword,
  });
  const log = createLog({ level: settings.logLevel });
  const wakers: (() => void)[] = [];
  let live: LiveUpdates | null = null;
  const platform = await openPlatform({
    applicationUrl: database.applicationUrl,
    folders,
    secrets,
    clock,
    log,
    subscriptions: [...subscriptions, ...gatewaySubscriptions],
    timerActions: [...timerActions, ...gatewayTimerActions],
    onCommitted: (change) => {
      live?.publish(change);
      if (change.announced) for (const wake of wakers) wake();
    },
  });
  const opened = await openLiveUpdates({ pool: platform.keyPool, log });
  live = opened;
  return {
    settings,
    folders,
    database,
    platform,
    live: opened,
    onWork: (wake) => {
      wakers.push(wake);
    },
    close: async () => {
      await opened.close();
      await platform.close();
    },
  };
}
