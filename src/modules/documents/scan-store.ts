import type pg from 'pg';
import type { DocumentId, Id, SiteId, StaffId, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { DocumentKind, MediaType } from './domain/document.ts';
import type { Scan, ScanId, ScanOutcome, ScanProblem, ScanState } from './domain/scan.ts';
import type { ScannedPage, ScannedWord } from './domain/scan-text.ts';

const table = 'documents.scan';
const pageTable = 'documents.scan_page';
const pageSize = 50;

/** A scan with the tenant that it belongs to. */
export interface ScanPlace {
  readonly tenantId: TenantId;
  readonly scanId: ScanId;
}

/** Finds scans of any tenant that nobody has read and no process is reading. */
export async function findArrivedScans(
  pool: pg.Pool,
  at: { readonly now: Instant; readonly most: number },
): Promise<readonly ScanPlace[]> {
  const { rows } = await pool.query<{ tenant_id: TenantId; scan_id: ScanId }>(
    'select tenant_id, scan_id from documents.list_arrived_scans($1, $2)',
    [at.now, at.most],
  );
  return rows.map((row) => ({ tenantId: row.tenant_id, scanId: row.scan_id }));
}

/** Saves a scan that came. */
export async function insertScan(
  tx: TenantTransaction,
  scan: Pick<Scan, 'scanId' | 'siteId' | 'fileId' | 'source' | 'fileName' | 'state' | 'duplicateOf'> & {
    readonly receivedBy: StaffId | null;
    readonly problem: ScanProblem | null;
  },
): Promise<void> {
  const isDuplicate = scan.duplicateOf !== null;
  await tx.database
    .insertInto(table)
    .values({
      tenant_id: tx.tenantId,
      scan_id: scan.scanId,
      site_id: scan.siteId,
      file_id: scan.fileId,
      source: scan.source,
      sealed_details: Buffer.from(await tx.sealer.seal({ table, rowId: scan.scanId }, { fileName: scan.fileName })),
      received_at: tx.now,
      received_by: scan.receivedBy,
      state: scan.state,
      problem_code: scan.problem,
      problem_place: scan.problem === null ? null : 'file',
      outcome: isDuplicate ? 'duplicate' : null,
      settled_at: isDuplicate ? tx.now : null,
      duplicate_of: scan.duplicateOf,
    })
    .execute();
}

/** Finds an earlier scan of the very same bytes that was not a duplicate itself; null when there is none. */
export async function findTwin(tx: TenantTransaction, sha256: Uint8Array): Promise<ScanId | null> {
  const row = await tx.database
    .selectFrom('platform.stored_file as file')
    .innerJoin(`${table} as scan`, (join) =>
      join.onRef('scan.tenant_id', '=', 'file.tenant_id').onRef('scan.file_id', '=', 'file.file_id'),
    )
    .select('scan.scan_id')
    .where('file.tenant_id', '=', tx.tenantId)
    .where('file.sha256', '=', Buffer.from(sha256))
    .where('scan.duplicate_of', 'is', null)
    .orderBy('scan.scan_id')
    .limit(1)
    .executeTakeFirst();
  return (row?.scan_id ?? null) as ScanId | null;
}

/** Has a process read a scan for itself until an instant; false when another one does, or it was read. Counts the attempts. */
export async function claimScan(
  tx: TenantTransaction,
  claim: { readonly scanId: ScanId; readonly until: Instant },
): Promise<{ readonly attempts: number } | null> {
  const row = await tx.database
    .updateTable(table)
    .set((update) => ({ reading_until: claim.until, attempts: update('attempts', '+', 1) }))
    .where('tenant_id', '=', tx.tenantId)
    .where('scan_id', '=', claim.scanId)
    .where('state', '=', 'arrived')
    .where((where) => where.or([where('reading_until', 'is', null), where('reading_until', '<', tx.now)]))
    .returning('attempts')
    .executeTakeFirst();
  return row === undefined ? null : { attempts: row.attempts };
}

/** Saves a page with its words; its picture lies in the file store already. */
export async function insertScanPage(
  tx: TenantTransaction,
  page: {
    readonly scanId: ScanId;
    readonly page: number;
    readonly imageFileId: Id<'file'>;
    readonly words: readonly ScannedWord[];
  },
): Promise<void> {
  const place = { table: pageTable, rowId: `${page.scanId}/${page.page}` };
  const words = page.words.map(({ text, confidence, line, box }) => ({ text, confidence, line, box: { ...box } }));
  await tx.database
    .insertInto(pageTable)
    .values({
      tenant_id: tx.tenantId,
      scan_id: page.scanId,
      page_number: page.page,
      image_file_id: page.imageFileId,
      sealed_text: Buffer.from(await tx.sealer.seal(place, { words })),
    })
    .execute();
}

/** Saves what was read of a scan and where it stands now. */
export async function saveReading(
  tx: TenantTransaction,
  reading: {
    readonly scanId: ScanId;
    readonly state: ScanState;
    readonly kind: DocumentKind | null;
    readonly pageCount: number | null;
    readonly problem: ScanProblem | null;
    readonly problemPlace: string | null;
  },
): Promise<void> {
  await tx.database
    .updateTable(table)
    .set({
      state: reading.state,
      reading_until: null,
      kind: reading.kind,
      page_count: reading.pageCount,
      problem_code: reading.problem,
      problem_place: reading.problemPlace,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('scan_id', '=', reading.scanId)
    .execute();
}

/** Saves what became of a scan. */
export async function saveOutcome(
  tx: TenantTransaction,
  settled: {
    readonly scanId: ScanId;
    readonly outcome: ScanOutcome;
    readonly by: StaffId | null;
    readonly reasonCode: string | null;
    readonly documentId: DocumentId | null;
  },
): Promise<void> {
  await tx.database
    .updateTable(table)
    .set({
      state: 'settled',
      outcome: settled.outcome,
      settled_at: tx.now,
      settled_by: settled.by,
      reason_code: settled.reasonCode,
      document_id: settled.documentId,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('scan_id', '=', settled.scanId)
    .execute();
}

/** Finds a scan; null when there is none. */
export async function findScan(tx: TenantTransaction, scanId: ScanId): Promise<Scan | null> {
  const row = await selectScans(tx).where('scan.scan_id', '=', scanId).executeTakeFirst();
  return row === undefined ? null : toScan(tx, row);
}

/** Finds a scan and keeps others from changing it until the end of the transaction; null when there is none. */
export async function lockScan(tx: TenantTransaction, scanId: ScanId): Promise<Scan | null> {
  await tx.database
    .selectFrom(table)
    .select('scan_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('scan_id', '=', scanId)
    .forUpdate()
    .execute();
  return findScan(tx, scanId);
}

/** Lists scans, the newest first, a page at a time. */
export async function listScans(
  tx: TenantTransaction,
  wanted: { readonly isOpen: boolean; readonly before: ScanId | null },
): Promise<readonly Scan[]> {
  let query = selectScans(tx).where('scan.state', wanted.isOpen ? '!=' : '=', 'settled');
  if (wanted.before !== null) query = query.where('scan.scan_id', '<', wanted.before);
  const rows = await query.orderBy('scan.scan_id', 'desc').limit(pageSize).execute();
  return Promise.all(rows.map((row) => toScan(tx, row)));
}

/** Lists the pages of a scan with their words. */
export async function listScanPages(tx: TenantTransaction, scanId: ScanId): Promise<readonly ScannedPage[]> {
  const rows = await tx.database
    .selectFrom(pageTable)
    .select(['page_number', 'sealed_text'])
    .where('tenant_id', '=', tx.tenantId)
    .where('scan_id', '=', scanId)
    .orderBy('page_number')
    .execute();
  return Promise.all(
    rows.map(async (row) => {
      const place = { table: pageTable, rowId: `${scanId}/${row.page_number}` };
      const { words } = await tx.sealer.open<{ readonly words: readonly ScannedWord[] }>(place, row.sealed_text);
      return { page: row.page_number, words };
    }),
  );
}

/** Finds the picture of a page; null when there is none. */
export async function findPageImage(
  tx: TenantTransaction,
  wanted: { readonly scanId: ScanId; readonly page: number },
): Promise<Id<'file'> | null> {
  const row = await tx.database
    .selectFrom(pageTable)
    .select('image_file_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('scan_id', '=', wanted.scanId)
    .where('page_number', '=', wanted.page)
    .executeTakeFirst();
  return (row?.image_file_id ?? null) as Id<'file'> | null;
}

function selectScans(tx: TenantTransaction) {
  return tx.database
    .selectFrom(`${table} as scan`)
    .innerJoin('platform.stored_file as file', (join) =>
      join.onRef('file.tenant_id', '=', 'scan.tenant_id').onRef('file.file_id', '=', 'scan.file_id'),
    )
    .selectAll('scan')
    .select(['file.media_type', 'file.byte_count'])
    .where('scan.tenant_id', '=', tx.tenantId);
}

type ScanRow = Awaited<ReturnType<ReturnType<typeof selectScans>['execute']>>[number];

async function toScan(tx: TenantTransaction, row: ScanRow): Promise<Scan> {
  const { fileName } = await tx.sealer.open<{ readonly fileName: string }>(
    { table, rowId: row.scan_id },
    row.sealed_details,
  );
  return {
    scanId: row.scan_id as ScanId,
    siteId: row.site_id as SiteId,
    fileId: row.file_id as Id<'file'>,
    mediaType: row.media_type as MediaType,
    byteCount: row.byte_count,
    source: row.source as Scan['source'],
    fileName,
    receivedAt: row.received_at,
    receivedBy: row.received_by as StaffId | null,
    state: row.state as ScanState,
    kind: row.kind as DocumentKind | null,
    pageCount: row.page_count,
    problem: row.problem_code as ScanProblem | null,
    problemPlace: row.problem_place,
    outcome: row.outcome as ScanOutcome | null,
    settledAt: row.settled_at,
    duplicateOf: row.duplicate_of as ScanId | null,
    documentId: row.document_id as DocumentId | null,
  };
}
