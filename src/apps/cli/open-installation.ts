import { readSettings } from '../../platform/config/settings.ts';
import { openInstallation } from '../installation.ts';
import type { OpenedTheriac } from '../start-theriac.ts';

/** Opens the installation of this folder for one command and closes it afterwards. A running program goes on undisturbed. */
export async function withInstallation<Outcome>(work: (theriac: OpenedTheriac) => Promise<Outcome>): Promise<Outcome> {
  const installation = await openInstallation(readSettings(process.env));
  // The program is large: only who has a database waits for it to load.
  const { openTheriac } = await import('../start-theriac.ts');
  const theriac = await openTheriac(installation);
  const wasRunning = theriac.database.wasRunning;
  try {
    return await work(theriac);
  } finally {
    await theriac.close();
    if (!wasRunning) await theriac.database.stop();
  }
}
