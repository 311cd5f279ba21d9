import { addBusinessMinutes } from '../../../kernel/business-calendar.ts';
import type { Id, SiteId } from '../../../kernel/ids.ts';
import { addMinutes } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { ReceivedFile } from '../../../platform/files/stored-file.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../../identity/index.ts';
import { openWorkItem } from '../../work/index.ts';
import { isMediaType, isOfMediaType } from '../domain/document.ts';
import { isOfPages, type Scan, type ScanId, type ScanProblem } from '../domain/scan.ts';
import { classifyScan } from '../domain/scan-kind.ts';
import type { ScannedPage } from '../domain/scan-text.ts';
import { documentRefusals } from '../refusals.ts';
import {
  claimScan,
  findScan,
  findTwin,
  insertScan,
  insertScanPage,
  listScanPages,
  saveReading,
} from '../scan-store.ts';

/** A scan that came: its bytes lie sealed in the file store already. */
export interface ArrivingScan {
  readonly upload: ReceivedFile;
  readonly siteId: SiteId;
  readonly source: Scan['source'];
  readonly fileName: string;
}

// A referral is acknowledged within two hours of business, and whatever comes by fax may be one.
const answerMinutes = 120;
// Longer than the slowest file takes; a process that ended leaves its scan to another after that.
const claimMinutes = 15;
const mostAttempts = 3;

/**
 * Keeps a scan as it came, before anything reads it. The same bytes as an earlier scan are noticed and ask nobody; what is no file of
 * pages becomes a dead letter.
 */
export async function receiveScan(tx: TenantTransaction, arriving: ArrivingScan): Promise<ScanId> {
  const { upload, ...rest } = arriving;
  const duplicateOf = await findTwin(tx, upload.sha256);
  const { fileId } = await tx.files.adopt(upload);
  const isReadable =
    isMediaType(upload.mediaType) && isOfPages(upload.mediaType) && isOfMediaType(upload.head, upload.mediaType);
  const problem: ScanProblem | null = isReadable ? null : 'not-what-it-says';
  const state = duplicateOf !== null ? 'settled' : isReadable ? 'arrived' : 'unreadable';
  const scanId = tx.newId<'scan'>();
  const receivedBy = tx.actor.kind === 'staff' ? tx.actor.staffId : null;
  await insertScan(tx, { ...rest, scanId, fileId, receivedBy, duplicateOf, problem, state });
  tx.touch('scans');
  if (state === 'unreadable' && problem !== null)
    await askPerson(tx, { scanId, siteId: rest.siteId, queue: 'dead-letters', reasonCode: problem, place: 'file' });
  return scanId;
}

/** Takes a scan that a person brings. Refuses what is empty or no file of pages. */
export async function uploadScan(tx: TenantTransaction, arriving: ArrivingScan): Promise<Result<ScanId>> {
  const { mediaType, head, byteCount } = arriving.upload;
  if (byteCount === 0) return refuse(documentRefusals.documentEmpty);
  if (!isMediaType(mediaType) || !isOfPages(mediaType) || !isOfMediaType(head, mediaType))
    return refuse(documentRefusals.mediaTypeMismatch, { mediaType });
  return ok(await receiveScan(tx, arriving));
}

/** Takes a scan for reading; null when another process has it or it was read. One that broke too often is given up to a person. */
export async function takeScan(tx: TenantTransaction, scanId: ScanId): Promise<Scan | null> {
  const claimed = await claimScan(tx, { scanId, until: addMinutes(tx.now, claimMinutes) });
  if (claimed === null) return null;
  if (claimed.attempts > mostAttempts) {
    await giveUpScan(tx, { scanId, problem: 'page-unreadable', place: 'file' });
    return null;
  }
  return findScan(tx, scanId);
}

/** Keeps a page that was read: its picture and its words. */
export async function keepScanPage(
  tx: TenantTransaction,
  page: ScannedPage & { readonly scanId: ScanId; readonly image: Uint8Array; readonly mediaType: string },
): Promise<void> {
  const { scanId, image, mediaType, words } = page;
  const file: { readonly fileId: Id<'file'> } = await tx.files.save({ bytes: image, mediaType });
  await insertScanPage(tx, { scanId, page: page.page, imageFileId: file.fileId, words });
}

/** Ends the reading of a scan: from now on it waits for a person, with the kind that it seems to be. */
export async function completeReading(
  tx: TenantTransaction,
  read: { readonly scanId: ScanId; readonly pageCount: number | null; readonly problem: ScanProblem | null },
): Promise<void> {
  const { scanId, pageCount, problem } = read;
  const scan = await findScan(tx, scanId);
  if (scan === null || scan.state !== 'arrived') return;
  const { kind } = classifyScan(await listScanPages(tx, scanId));
  await saveReading(tx, { scanId, state: 'waiting', kind, pageCount, problem, problemPlace: null });
  tx.touch('scans');
  await askPerson(tx, { scanId, siteId: scan.siteId, queue: 'scans', reasonCode: kind, place: null });
}

/** Gives a scan that can't be read up to a person, with the place. */
export async function giveUpScan(
  tx: TenantTransaction,
  broken: { readonly scanId: ScanId; readonly problem: ScanProblem; readonly place: string },
): Promise<void> {
  const { scanId, problem, place } = broken;
  const scan = await findScan(tx, scanId);
  if (scan === null || scan.state !== 'arrived') return;
  await saveReading(tx, { scanId, state: 'unreadable', kind: null, pageCount: null, problem, problemPlace: place });
  tx.touch('scans');
  await askPerson(tx, { scanId, siteId: scan.siteId, queue: 'dead-letters', reasonCode: problem, place });
}

async function askPerson(
  tx: TenantTransaction,
  asked: {
    readonly scanId: ScanId;
    readonly siteId: SiteId;
    readonly queue: 'scans' | 'dead-letters';
    readonly reasonCode: string;
    readonly place: string | null;
  },
): Promise<void> {
  const { scanId, siteId, queue, reasonCode, place } = asked;
  const site = await getSite(tx, siteId);
  const dueAt = addBusinessMinutes(site.calendar, { from: tx.now, minutes: answerMinutes }) ?? tx.now;
  const facts = place === null ? {} : { place };
  await openWorkItem(tx, { queue, subjectKind: 'scan', subjectId: scanId, siteId, reasonCode, dueAt, facts });
}
