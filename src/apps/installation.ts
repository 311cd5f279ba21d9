import type { Settings } from '../platform/config/settings.ts';
import { openStateFolders, type StateFolders } from '../platform/config/state-folder.ts';
import { type OpenedDatabase, openDatabase } from '../platform/database/open-database.ts';
import { type OpenedSecrets, openSecrets } from '../platform/open-secrets.ts';

/** What the program stands on: its settings, folders, secrets, and a migrated database. */
export interface Installation {
  readonly settings: Settings;
  readonly folders: StateFolders;
  readonly secrets: OpenedSecrets;
  readonly database: OpenedDatabase;
}

/** Opens an installation. Nothing of the modules is loaded for it, so that one that cannot be opened says so at once. */
export async function openInstallation(settings: Settings): Promise<Installation> {
  const folders = openStateFolders(settings.stateFolder);
  const secrets = await openSecrets(folders, settings.keyStore ?? undefined);
  const { applicationPassword } = secrets;
  const database = await openDatabase({ databaseUrl: settings.databaseUrl, folders, applicationPassword });
  return { settings, folders, secrets, database };
}
