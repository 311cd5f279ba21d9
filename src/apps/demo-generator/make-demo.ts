import { MovableClock, systemClock } from '../../platform/clock/clock.ts';
import { silentLog } from '../../platform/log/log.ts';
import { openPlatform } from '../../platform/open-platform.ts';
import { subscriptions, timerActions } from '../composition.ts';
import type { OpenedTheriac } from '../start-theriac.ts';
import { enterPartners } from './demo-partners.ts';
import { foundHealthSystems } from './found-health-systems.ts';
import { generateJourneys } from './generate-journeys.ts';

/** How many patients the demonstration has in each health system; the first has five sites. */
const patientCounts: Readonly<Record<string, number>> = { harborview: 80, pinecrest: 8 };
const seed = 20_261_122;

/** Makes the demonstration on a database that has none yet: health systems, people, and therapies in every stage that end now. */
export async function makeDemo(theriac: OpenedTheriac): Promise<boolean> {
  const founded = await foundHealthSystems(theriac.platform);
  if (founded.length === 0) return false;
  const endsAt = systemClock.now();
  const clock = new MovableClock(endsAt);
  const platform = await openPlatform({
    applicationUrl: theriac.database.applicationUrl,
    folders: theriac.folders,
    secrets: theriac.platform.secrets,
    clock,
    log: silentLog,
    subscriptions,
    timerActions,
  });
  try {
    for (const system of founded) {
      await enterPartners(theriac, system);
      await generateJourneys(
        { ...platform, clock },
        { system, patients: patientCounts[system.slug] ?? 0, seed: seed + system.tenantId, endsAt },
      );
    }
  } finally {
    await platform.close();
  }
  return true;
}
