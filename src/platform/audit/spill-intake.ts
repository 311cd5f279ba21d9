import type pg from 'pg';
import { SealBroken } from '../crypto/authenticated-encryption.ts';
import type { Log } from '../log/log.ts';
import { appendEntries } from './entry-store.ts';
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
    if (batch !== null) count += await takeIn(parts, batch);
  }
  return count;
}

async function takeIn(parts: SpillIntakeParts, batch: SpilledBatch): Promise<number> {
  try {
    await appendEntries(runOn(parts.pool), batch.entries);
  } catch (error) {
    if (!isAboutValues(error)) throw error;
    parts.log.fault('audit', error, { code: 'audit.spill-unstorable', count: batch.entries.length });
    await parts.spill.setAside(batch.name);
    return 0;
  }
  await parts.spill.remove(batch.name);
  return batch.entries.length;
}

/** Tells whether the database will never take these values (classes 22 and 23 of SQLSTATE), however often it is asked. */
function isAboutValues(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code));
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
