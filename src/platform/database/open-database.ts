import { join } from 'node:path';
import type { StateFolders } from '../config/state-folder.ts';
import { checkServer, openPool, toApplicationUrl } from './connect.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate, readMigrations } from './migrate.ts';

/** A database that is migrated and ready. */
export interface OpenedDatabase {
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  readonly isEmbedded: boolean;
  /** True unless this process started the server itself. */
  readonly wasRunning: boolean;
  readonly appliedMigrations: readonly string[];
  /** Stops the embedded server; does nothing to any other. */
  stop(): Promise<void>;
}

/** The folder of the migrations. */
const migrationsFolder = join(import.meta.dirname, '../../../database/migrations');

/** Opens the database of DATABASE_URL, or the embedded one in the state folder, and brings it to the newest migration. */
export async function openDatabase(parts: {
  readonly databaseUrl: string | null;
  readonly folders: StateFolders;
  readonly applicationPassword: string;
}): Promise<OpenedDatabase> {
  const embedded =
    parts.databaseUrl === null ? await startEmbeddedPostgres({ folder: parts.folders.database, durable: true }) : null;
  const ownerUrl = embedded?.ownerUrl ?? parts.databaseUrl ?? '';
  const pool = openPool({ url: ownerUrl, size: 1, name: 'theriac-migrate' });
  try {
    await checkServer(pool, { durable: true });
    const { applicationPassword } = parts;
    const appliedMigrations = await migrate(pool, {
      migrations: readMigrations(migrationsFolder),
      applicationPassword,
    });
    return {
      ownerUrl,
      applicationUrl: toApplicationUrl(ownerUrl, applicationPassword),
      isEmbedded: embedded !== null,
      wasRunning: embedded?.wasRunning ?? true,
      appliedMigrations,
      stop: async () => embedded?.stop(),
    };
  } finally {
    await pool.end();
  }
}
