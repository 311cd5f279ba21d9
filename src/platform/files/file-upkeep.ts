import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Id, isUuid, type TenantId } from '../../kernel/ids.ts';
import { millisecondsOf } from '../../kernel/instant.ts';
import type { Clock } from '../clock/clock.ts';
import { repeat, type Upkeep } from '../clock/upkeep.ts';
import type { Log } from '../log/log.ts';
import type { Transactor } from '../transaction/transactor.ts';
import { type FileStore, notesOf } from './file-store.ts';

interface SweepParts {
  readonly root: string;
  readonly files: FileStore;
  readonly transactor: Transactor;
  readonly clock: Clock;
}

// Long past the longest request and the longest transaction: whatever has no row by then will never have one.
const graceMilliseconds = 3_600_000;
const everyMilliseconds = 600_000;
const mostAtOnce = 500;

/** Sweeps the file store again and again. Any number of workers may do it at once. */
export function startFileUpkeep(parts: SweepParts & { readonly log: Log }): Upkeep {
  return repeat(() => sweepFiles(parts), { log: parts.log, part: 'files', everyMilliseconds });
}

/**
 * Goes through the notes that are older than an hour: a file that has its row loses the note, a file that has none is removed with it.
 * Returns how many files were removed.
 */
export async function sweepFiles(parts: SweepParts): Promise<number> {
  let removed = 0;
  for (const name of await listNames(parts.root)) {
    if (/^\d+$/.test(name)) removed += await sweepTenant(parts, Number(name) as TenantId);
  }
  return removed;
}

async function sweepTenant(parts: SweepParts, tenantId: TenantId): Promise<number> {
  const notes = notesOf(parts.root, tenantId);
  const before = millisecondsOf(parts.clock.now()) - graceMilliseconds;
  const due = (await listNames(notes)).filter((name) => isUuid(name) && madeAt(name) < before);
  const some = due.slice(0, mostAtOnce) as Id<'file'>[];
  if (some.length === 0) return 0;
  const named = await listNamed(parts.transactor, tenantId, some);
  const left = some.filter((fileId) => !named.has(fileId));
  for (const fileId of named) await rm(join(notes, fileId), { force: true });
  for (const fileId of left) await parts.files.discard(tenantId, fileId);
  return left.length;
}

async function listNamed(
  transactor: Transactor,
  tenantId: TenantId,
  fileIds: readonly Id<'file'>[],
): Promise<ReadonlySet<string>> {
  const rows = await transactor.transact({ tenantId, actor: { kind: 'system', name: 'file-upkeep' } }, (tx) =>
    tx.database
      .selectFrom('platform.stored_file')
      .select('file_id')
      .where('tenant_id', '=', tenantId)
      .where('file_id', 'in', fileIds)
      .execute(),
  );
  return new Set(rows.map((row) => row.file_id));
}

/** A version 7 UUID begins with the milliseconds at which it was made (RFC 9562, 5.7). */
function madeAt(fileId: string): number {
  return Number.parseInt(fileId.replaceAll('-', '').slice(0, 12), 16);
}

async function listNames(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}
