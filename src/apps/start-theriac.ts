import type { Clock } from '../platform/clock/clock.ts';
import { systemClock } from '../platform/clock/clock.ts';
import { type LiveUpdates, openLiveUpdates } from '../platform/http/live-updates.ts';
import { createLog } from '../platform/log/log.ts';
import { openPlatform, type Platform } from '../platform/open-platform.ts';
import { subscriptions, timerActions } from './composition.ts';
import { gatewaySubscriptions, gatewayTimerActions } from './gateways.ts';
import type { Installation } from './installation.ts';

/** An installation whose platform is ready; nothing listens yet. */
export interface OpenedTheriac extends Installation {
  readonly platform: Platform;
  readonly live: LiveUpdates;
  /** Lets the worker of this process look for due work at once. */
  onWork(wake: () => void): void;
  close(): Promise<void>;
}

/** Opens the platform of an installation. */
export async function openTheriac(installation: Installation, clock: Clock = systemClock): Promise<OpenedTheriac> {
  const { settings, folders, secrets, database } = installation;
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
    ...installation,
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
