import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { FillId, Id } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { PaperKind } from './domain/fill-papers.ts';

/** A package scanned into a fill. */
export interface PackageScanned {
  readonly gtin14: string | null;
  readonly ndc11: Ndc11;
  readonly lotNumber: string | null;
  readonly expiresOn: CalendarDay | null;
  readonly serial: string | null;
  readonly method: 'scanner' | 'camera' | 'typed';
  readonly quantityThousandths: number;
}

/** Saves a scanned package. */
export async function insertScan(tx: TenantTransaction, fillId: FillId, scan: PackageScanned): Promise<void> {
  await tx.database
    .insertInto('dispensing.package_scan')
    .values({
      tenant_id: tx.tenantId,
      scan_id: tx.newId<'scan'>(),
      fill_id: fillId,
      gtin14: scan.gtin14,
      ndc11: scan.ndc11,
      lot_number: scan.lotNumber,
      expires_on: scan.expiresOn,
      serial: scan.serial,
      method: scan.method,
      quantity_thousandths: scan.quantityThousandths,
      scanned_by: actorIdOf(tx.actor),
      scanned_at: tx.now,
    })
    .execute();
}

/** Lists the packages that count for a fill. */
export async function listScans(
  tx: TenantTransaction,
  fillId: FillId,
): Promise<readonly (PackageScanned & { readonly scannedAt: Instant })[]> {
  const rows = await tx.database
    .selectFrom('dispensing.package_scan')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('fill_id', '=', fillId)
    .where('is_void', '=', false)
    .orderBy('scanned_at')
    .orderBy('scan_id')
    .execute();
  return rows.map((row) => ({
    gtin14: row.gtin14,
    ndc11: row.ndc11 as Ndc11,
    lotNumber: row.lot_number,
    expiresOn: row.expires_on,
    serial: row.serial,
    method: row.method as PackageScanned['method'],
    quantityThousandths: row.quantity_thousandths,
    scannedAt: row.scanned_at,
  }));
}

/** Makes every scan of a fill void, because what was picked goes back to the shelf. */
export async function voidScans(tx: TenantTransaction, fillId: FillId): Promise<void> {
  await tx.database
    .updateTable('dispensing.package_scan')
    .set({ is_void: true })
    .where('tenant_id', '=', tx.tenantId)
    .where('fill_id', '=', fillId)
    .execute();
}

/** A paper of a fill, or an offer made in words. */
export interface RecordedPaper {
  readonly kind: PaperKind;
  readonly outcome: 'printed' | 'enclosed' | 'offered' | 'accepted' | 'declined';
  readonly documentId: Id<'document'> | null;
  readonly recordedAt: Instant;
}

/** Saves that a paper was printed or an offer made. */
export async function insertPaper(
  tx: TenantTransaction,
  fillId: FillId,
  paper: Omit<RecordedPaper, 'recordedAt'>,
): Promise<void> {
  await tx.database
    .insertInto('dispensing.paper')
    .values({
      tenant_id: tx.tenantId,
      paper_id: tx.newId<'paper'>(),
      fill_id: fillId,
      kind: paper.kind,
      document_id: paper.documentId,
      outcome: paper.outcome,
      recorded_by: actorIdOf(tx.actor),
      recorded_at: tx.now,
    })
    .execute();
}

/** Lists the papers of a fill in their order. */
export async function listPapers(tx: TenantTransaction, fillId: FillId): Promise<readonly RecordedPaper[]> {
  const rows = await tx.database
    .selectFrom('dispensing.paper')
    .select(['kind', 'outcome', 'document_id', 'recorded_at'])
    .where('tenant_id', '=', tx.tenantId)
    .where('fill_id', '=', fillId)
    .orderBy('recorded_at')
    .orderBy('paper_id')
    .execute();
  return rows.map((row) => ({
    kind: row.kind as PaperKind,
    outcome: row.outcome as RecordedPaper['outcome'],
    documentId: row.document_id as Id<'document'> | null,
    recordedAt: row.recorded_at,
  }));
}
