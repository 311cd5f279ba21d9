import type { Id, PatientId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type ArchivedEntry, writeZipArchive } from '../../../platform/files/zip-archive.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listStaffNames } from '../../identity/index.ts';
import { decideExport } from '../domain/export-limit.ts';
import { type ExportPurpose, exportPurposes } from '../domain/export-purpose.ts';
import type { WriteBundle } from '../domain/exported-record.ts';
import { insertExport, lockExportHour } from '../export-store.ts';
import { countRecords, listArchiveFiles } from '../record-archive.ts';
import { portabilityRefusals } from '../refusals.ts';
import { gatherRecord } from './gather-record.ts';

/** Whose record leaves, and why. */
export interface ExportCommand {
  readonly patientId: PatientId;
  readonly purpose: ExportPurpose;
  readonly note: string;
}

/** With what exports are made: who writes the bundle, and how many bytes an archive may have. */
export interface ExportParts {
  readonly writeBundle: WriteBundle;
  readonly largestBytes?: number;
}

const largestArchive = 2_000_000_000;

/** Exports the record of one patient as one archive, which is sealed piece by piece while it is made. */
export async function exportPatient(
  tx: TenantTransaction,
  command: ExportCommand,
  parts: ExportParts,
): Promise<
  Result<{ readonly exportId: Id<'export'>; readonly byteCount: number; readonly recordIds: readonly PatientId[] }>
> {
  const { actor } = tx;
  if (actor.kind !== 'staff') return refuse(portabilityRefusals.staffOnly);
  const allowed = decideExport(await lockExportHour(tx, actor.staffId));
  if (!allowed.ok) return allowed;
  const record = await gatherRecord(tx, command.patientId);
  if (record === null) return refuse(portabilityRefusals.unknownPatient);
  const exportId = tx.newId<'export'>();
  const exporterName = (await listStaffNames(tx, [actor.staffId])).get(actor.staffId) ?? '';
  const statement = { exportId, exporterName, purpose: exportPurposes[command.purpose], note: command.note };
  const bundle = parts.writeBundle(record);
  const entries: ArchivedEntry[] = [];
  const archive = writeZipArchive(listArchiveFiles(tx, record, { bundle, statement, entries }), {
    at: tx.now,
    onEntry: (entry) => void entries.push(entry),
  });
  const saved = await tx.files.saveStream({
    pieces: archive,
    mediaType: 'application/zip',
    largestBytes: parts.largestBytes ?? largestArchive,
  });
  if (saved === null) return refuse(portabilityRefusals.recordTooLarge);
  const { fileId, sha256, byteCount } = saved;
  const { patientId } = record.patient;
  const counts = countRecords(record, bundle);
  await insertExport(tx, {
    ...command,
    ...{ exportId, patientId, counts, fileId, sha256, byteCount },
    patientCount: 1,
    exportedBy: actor.staffId,
  });
  return ok({ exportId, byteCount, recordIds: record.recordIds });
}
