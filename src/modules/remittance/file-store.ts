import { sql } from 'kysely';
import type { Id } from '../../kernel/ids.ts';
import type { Problem } from '../../kernel/problem.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DismissalReason, FileOutcome, RemittanceFile, RemittanceFileId } from './domain/remittance-file.ts';

const table = 'remittance.file';
const pageSize = 50;

/** Saves a file that came. */
export async function insertFile(
  tx: TenantTransaction,
  file: Pick<RemittanceFile, 'remittanceFileId' | 'fileId' | 'fileName' | 'byteCount' | 'source'> & {
    readonly sha256: Uint8Array;
  },
): Promise<void> {
  const { remittanceFileId, fileName } = file;
  await tx.database
    .insertInto(table)
    .values({
      ...{ tenant_id: tx.tenantId, remittance_file_id: remittanceFileId, file_id: file.fileId },
      ...{ sha256: Buffer.from(file.sha256), byte_count: file.byteCount, source: file.source },
      sealed_details: Buffer.from(await tx.sealer.seal({ table, rowId: remittanceFileId }, { fileName })),
      ...{ received_at: tx.now, received_by: tx.actor.kind === 'staff' ? tx.actor.staffId : null },
    })
    .execute();
}

/** Finds the file that has these bytes, and waits for whoever brings it at this moment. */
export async function findFileByHash(tx: TenantTransaction, sha256: Uint8Array): Promise<RemittanceFileId | null> {
  const key = `remittance ${tx.tenantId} ${Buffer.from(sha256).toString('hex')}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx.database);
  const row = await tx.database
    .selectFrom(table)
    .select('remittance_file_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('sha256', '=', Buffer.from(sha256))
    .executeTakeFirst();
  return row === undefined ? null : (row.remittance_file_id as RemittanceFileId);
}

interface FileRow {
  readonly remittance_file_id: RemittanceFileId;
  readonly file_id: Id<'file'>;
  readonly byte_count: number;
  readonly source: RemittanceFile['source'];
  readonly sealed_details: Buffer;
  readonly received_at: RemittanceFile['receivedAt'];
  readonly received_by: RemittanceFile['receivedBy'];
  readonly outcome: FileOutcome | null;
  readonly problems: readonly Problem[] | null;
  readonly settled_at: RemittanceFile['settledAt'];
  readonly reason_code: DismissalReason | null;
}

const selected = sql`f.remittance_file_id, f.file_id, f.byte_count, f.source, f.sealed_details, f.received_at, f.received_by,
  o.outcome, o.problems, o.settled_at, d.reason_code
  from remittance.file f
  left join remittance.file_outcome o using (tenant_id, remittance_file_id)
  left join remittance.file_dismissal d using (tenant_id, remittance_file_id)`;

/** Finds a file as it stands. */
export async function findFile(
  tx: TenantTransaction,
  remittanceFileId: RemittanceFileId,
): Promise<RemittanceFile | null> {
  const { rows } = await sql<FileRow>`select ${selected}
    where f.tenant_id = ${tx.tenantId} and f.remittance_file_id = ${remittanceFileId}`.execute(tx.database);
  return rows[0] === undefined ? null : toFile(tx, rows[0]);
}

/** Lists fifty files, the newest first; of those that wait for a person only, where that is asked. */
export async function listFiles(
  tx: TenantTransaction,
  by: { readonly onlyHeld: boolean; readonly before: RemittanceFileId | null },
): Promise<readonly RemittanceFile[]> {
  const { rows } = await sql<FileRow>`select ${selected}
    where f.tenant_id = ${tx.tenantId}
      and (${by.before}::uuid is null or f.remittance_file_id < ${by.before}::uuid)
      and (not ${by.onlyHeld} or (o.outcome in ('held', 'unreadable') and d.reason_code is null))
    order by f.remittance_file_id desc limit ${pageSize}`.execute(tx.database);
  return Promise.all(rows.map((row) => toFile(tx, row)));
}

/** Locks a file against another settlement and tells whether it has one; null when there is none of this id. */
export async function lockUnsettledFile(
  tx: TenantTransaction,
  remittanceFileId: RemittanceFileId,
): Promise<RemittanceFile | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`remittance ${remittanceFileId}`}, 0))`.execute(
    tx.database,
  );
  const file = await findFile(tx, remittanceFileId);
  return file === null || file.outcome !== null ? null : file;
}

/** Saves what became of a file. */
export async function insertOutcome(
  tx: TenantTransaction,
  settled: {
    readonly remittanceFileId: RemittanceFileId;
    readonly outcome: FileOutcome;
    readonly problems: readonly Problem[];
  },
): Promise<void> {
  const { remittanceFileId, outcome, problems } = settled;
  const told = problems.map(({ code, where, severity, text }) => ({ code, where, severity, text }));
  const key = { tenant_id: tx.tenantId, remittance_file_id: remittanceFileId };
  await tx.database
    .insertInto('remittance.file_outcome')
    .values({ ...key, outcome, problems: JSON.stringify(told), settled_at: tx.now })
    .execute();
}

/** Saves that a person set a held file aside. */
export async function insertDismissal(
  tx: TenantTransaction,
  dismissed: { readonly remittanceFileId: RemittanceFileId; readonly reasonCode: DismissalReason },
): Promise<void> {
  const key = { tenant_id: tx.tenantId, remittance_file_id: dismissed.remittanceFileId };
  await tx.database
    .insertInto('remittance.file_dismissal')
    .values({ ...key, reason_code: dismissed.reasonCode, dismissed_at: tx.now, dismissed_by: actorIdOf(tx.actor) })
    .execute();
}

async function toFile(tx: TenantTransaction, row: FileRow): Promise<RemittanceFile> {
  const place = { table, rowId: row.remittance_file_id };
  const { fileName } = (await tx.sealer.open(place, row.sealed_details)) as { readonly fileName: string };
  return {
    ...{ remittanceFileId: row.remittance_file_id, fileId: row.file_id, fileName, byteCount: row.byte_count },
    ...{ source: row.source, receivedAt: row.received_at, receivedBy: row.received_by, outcome: row.outcome },
    ...{ problems: row.problems ?? [], settledAt: row.settled_at, dismissedFor: row.reason_code },
  };
}
