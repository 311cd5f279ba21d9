import type pg from 'pg';
import { SealBroken } from '../crypto/authenticated-encryption.ts';
import { withTenantClient } from '../crypto/tenant-client.ts';
import type { Log } from '../log/log.ts';
import { insertMissingEntries } from './entry-store.ts';
import { runOn } from './read-auditor.ts';
import type { SpilledBatch, SpillFolder } from './spill-folder.ts';

interface SpillIntakeParts {
  readonly pool: pg.Pool;
  readonly spill: SpillFolder;
  readonly log: Log;
}

/**
 * Brings the batches of the spill folder into the database and returns how many entries they held. A batch is removed only after its
 * entries are committed; bringing it in twice changes nothing.
 */
export async function takeInSpilledEntries(parts: SpillIntakeParts): Promise<number> {
  let count = 0;
  for (const name of await parts.spill.list()) {
    const batch = await readOrSetAside(parts, name);
    const first = batch?.entries[0];
    if (batch === null || first === undefined) continue;
    await withTenantClient(parts.pool, first.values[0], (client) => insertMissingEntries(runOn(client), batch.entries));
    await parts.spill.remove(name);
    count += batch.entries.length;
  }
  return count;
}

async function readOrSetAside(parts: SpillIntakeParts, name: string): Promise<SpilledBatch | null> {
  try {
    return await parts.spill.read(name);
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    parts.log.fault('audit', error, { code: 'audit.spill-altered' });
    await parts.spill.setAside(name);
    return null;
  }
}
