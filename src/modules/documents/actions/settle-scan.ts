import type { DocumentId, PatientId, TherapyId, Uuid } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { closeWorkItem } from '../../work/index.ts';
import type { DocumentKind } from '../domain/document.ts';
import { type DiscardReason, isOpen, type Scan, type ScanId, type ScanOutcome } from '../domain/scan.ts';
import { documentRefusals } from '../refusals.ts';
import { lockScan, saveOutcome } from '../scan-store.ts';
import { fileStoredFile } from './store-document.ts';

/** What a scan is filed as. */
export interface ScanFiling {
  readonly scanId: ScanId;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly subjectKind: string;
  readonly subjectId: Uuid;
  readonly patientId?: PatientId;
  readonly therapyId?: TherapyId;
  readonly requirementCodes: readonly string[];
}

/** Files a scan as a document about a record. Refuses one that is not open. */
export async function fileScan(tx: TenantTransaction, filing: ScanFiling): Promise<Result<DocumentId>> {
  const { scanId, ...description } = filing;
  const scan = await lockOpenScan(tx, scanId);
  if (!scan.ok) return scan;
  const documentId = await fileStoredFile(tx, { ...description, ...storedOf(scan.value) });
  await settle(tx, { scanId, outcome: 'filed', documentId, reasonCode: null });
  return ok(documentId);
}

/** Records that a scan was entered as a prescription, and files it about that. Refuses one that is not open. */
export async function settleScanAsPrescription(
  tx: TenantTransaction,
  entered: { readonly scanId: ScanId; readonly prescriptionId: Uuid },
): Promise<Result<DocumentId>> {
  const scan = await lockOpenScan(tx, entered.scanId);
  if (!scan.ok) return scan;
  const documentId = await fileStoredFile(tx, {
    kind: 'prescription',
    title: 'Prescription as it came by fax',
    subjectKind: 'prescription',
    subjectId: entered.prescriptionId,
    requirementCodes: [],
    ...storedOf(scan.value),
  });
  await settle(tx, { scanId: entered.scanId, outcome: 'prescription', documentId, reasonCode: null });
  return ok(documentId);
}

/** Sets a scan aside for a coded reason. Refuses one that is not open. */
export async function discardScan(
  tx: TenantTransaction,
  discarded: { readonly scanId: ScanId; readonly reasonCode: DiscardReason },
): Promise<Result<null>> {
  const scan = await lockOpenScan(tx, discarded.scanId);
  if (!scan.ok) return scan;
  await settle(tx, { ...discarded, outcome: 'discarded', documentId: null });
  return ok(null);
}

function storedOf(scan: Scan) {
  const { fileId, pageCount, siteId } = scan;
  return { fileId, siteId, ...(pageCount === null ? {} : { pageCount }) };
}

async function lockOpenScan(tx: TenantTransaction, scanId: ScanId): Promise<Result<Scan>> {
  const scan = await lockScan(tx, scanId);
  if (scan === null) return refuse(documentRefusals.unknownScan);
  return isOpen(scan) ? ok(scan) : refuse(documentRefusals.scanNotOpen, { state: scan.state });
}

async function settle(
  tx: TenantTransaction,
  settled: {
    readonly scanId: ScanId;
    readonly outcome: ScanOutcome;
    readonly documentId: DocumentId | null;
    readonly reasonCode: string | null;
  },
): Promise<void> {
  const { scanId, outcome } = settled;
  await saveOutcome(tx, { ...settled, by: tx.actor.kind === 'staff' ? tx.actor.staffId : null });
  for (const queue of ['scans', 'dead-letters'] as const)
    await closeWorkItem(tx, { queue, subjectId: scanId, outcome });
  tx.touch('scans');
  tx.touch(`scan:${scanId}`);
}
