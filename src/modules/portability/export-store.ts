import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Id, PatientId, StaffId } from '../../kernel/ids.ts';
import { addMinutes, type Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { dayOf } from '../reference/index.ts';
import { limitWithoutPolicy } from './domain/export-limit.ts';
import type { ExportPurpose } from './domain/export-purpose.ts';

const table = 'portability.export';
const mostListed = 200;

/** An export as it is kept. */
export interface Export {
  readonly exportId: Id<'export'>;
  readonly patientId: PatientId;
  readonly patientCount: number;
  readonly purpose: ExportPurpose;
  readonly note: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly fileId: Id<'file'>;
  readonly sha256: Uint8Array;
  readonly byteCount: number;
  readonly exportedAt: Instant;
  readonly exportedBy: StaffId;
}

/** Saves an export; the note is sealed. */
export async function insertExport(tx: TenantTransaction, made: Omit<Export, 'exportedAt'>): Promise<void> {
  const note = Buffer.from(await tx.sealer.seal({ table, rowId: made.exportId }, { note: made.note }));
  tx.write(
    tx.database.insertInto(table).values({
      tenant_id: tx.tenantId,
      export_id: made.exportId,
      kind: 'patient',
      patient_id: made.patientId,
      patient_count: made.patientCount,
      purpose: made.purpose,
      sealed_note: note,
      counts: JSON.stringify(made.counts),
      file_id: made.fileId,
      sha256: Buffer.from(made.sha256),
      byte_count: made.byteCount,
      exported_at: tx.now,
      exported_by: made.exportedBy,
    }),
  );
}

/** Finds an export; null when there is none. */
export async function findExport(tx: TenantTransaction, exportId: Id<'export'>): Promise<Export | null> {
  const [found] = await selectExports(tx, exportId);
  return found ?? null;
}

/** Lists exports, the newest first. */
export function listExports(tx: TenantTransaction): Promise<readonly Export[]> {
  return selectExports(tx, null);
}

async function selectExports(tx: TenantTransaction, exportId: Id<'export'> | null): Promise<readonly Export[]> {
  const query = tx.database.selectFrom(table).selectAll().where('tenant_id', '=', tx.tenantId);
  const rows = await (exportId === null ? query : query.where('export_id', '=', exportId))
    .orderBy('exported_at', 'desc')
    .orderBy('export_id', 'desc')
    .limit(mostListed)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      exportId: row.export_id as Id<'export'>,
      patientId: row.patient_id as PatientId,
      patientCount: row.patient_count,
      purpose: row.purpose as ExportPurpose,
      note: (await tx.sealer.open<{ readonly note: string }>({ table, rowId: row.export_id }, row.sealed_note)).note,
      counts: row.counts as Readonly<Record<string, number>>,
      fileId: row.file_id as Id<'file'>,
      sha256: row.sha256,
      byteCount: row.byte_count,
      exportedAt: row.exported_at,
      exportedBy: row.exported_by as StaffId,
    })),
  );
}

/** How many patients one person may export within an hour today, how many they did, and who says so. */
export interface ExportHour {
  readonly limit: number;
  readonly exported: number;
  readonly source: string;
}

/** Reads the hour of a person. Exports of one person are made one after the other, so that none slips past the limit. */
export async function lockExportHour(tx: TenantTransaction, staffId: StaffId): Promise<ExportHour> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`exports ${tx.tenantId} ${staffId}`}, 0))`.execute(
    tx.database,
  );
  return readExportHour(tx, staffId);
}

/** Reads the hour of a person; null counts nobody's exports. */
export async function readExportHour(tx: TenantTransaction, staffId: StaffId | null): Promise<ExportHour> {
  const policy = await tx.database
    .selectFrom('portability.export_limit')
    .select(['patients_in_hour', 'source'])
    .where('tenant_id', '=', tx.tenantId)
    .where('valid_from', '<=', dayOf(tx))
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  const used = await tx.database
    .selectFrom(table)
    .select((select) => select.fn.sum<string | null>('patient_count').as('patients'))
    .where('tenant_id', '=', tx.tenantId)
    .where('exported_by', '=', staffId)
    .where('exported_at', '>', addMinutes(tx.now, -60))
    .executeTakeFirst();
  return {
    limit: policy?.patients_in_hour ?? limitWithoutPolicy,
    exported: Number(used?.patients ?? 0),
    source: policy?.source ?? 'No policy is kept; the program allows one.',
  };
}

/** Saves how many patients one person may export within an hour, from a day on. */
export async function saveExportLimit(
  tx: TenantTransaction,
  limit: { readonly validFrom: CalendarDay; readonly patientsInHour: number; readonly source: string },
): Promise<void> {
  await tx.database
    .insertInto('portability.export_limit')
    .values({
      tenant_id: tx.tenantId,
      valid_from: limit.validFrom,
      patients_in_hour: limit.patientsInHour,
      source: limit.source,
    })
    .execute();
}
