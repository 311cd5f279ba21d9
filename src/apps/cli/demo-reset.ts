import { rm } from 'node:fs/promises';
import { getTenant, listTenants } from '../../modules/identity/index.ts';
import { StartProblem } from '../../platform/config/start-problem.ts';
import { emptyDatabase } from '../../platform/database/empty-database.ts';
import { removeTruth } from '../demo-generator/own-truth.ts';
import type { OpenedTheriac } from '../start-theriac.ts';
import type { Command, ExitCode } from './command.ts';
import { withInstallation } from './open-installation.ts';

/** Throws the demonstration away. */
export const demoReset: Command = {
  name: 'demo reset',
  usage: '[--json]',
  summary: 'Throws the data of the demonstration away; the next start makes them anew. Keys and certificates stay.',
  run: async (call) => {
    await withInstallation(reset);
    call.say('The demonstration is gone. `npx theriac start` makes it anew.');
    if (call.isJson) call.sayJson({ reset: true });
    return 0 satisfies ExitCode;
  },
};

async function reset(theriac: OpenedTheriac): Promise<void> {
  const { database, folders, platform } = theriac;
  if (!database.isEmbedded) throw new StartProblem('Only the embedded database is reset: unset DATABASE_URL.');
  if (database.wasRunning) throw new StartProblem('Theriac is running: stop it first, then reset the demonstration.');
  for (const { tenantId, slug } of await listTenants(platform.pool)) {
    const scope = { tenantId, actor: { kind: 'system', name: 'command-line' } as const };
    const { isDemo } = await platform.transactor.transact(scope, getTenant);
    if (!isDemo) throw new StartProblem(`The health system ${slug} is no demonstration, so nothing was thrown away.`);
  }
  await emptyDatabase(database.ownerUrl);
  for (const folder of [folders.anchors, folders.files, folders.spill])
    await rm(folder, { recursive: true, force: true });
  await removeTruth(folders.root);
}
