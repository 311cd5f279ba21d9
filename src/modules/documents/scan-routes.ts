import type { Id, PatientId, SiteId, Uuid } from '../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { OpenedFile } from '../../platform/files/stored-file.ts';
import { type Route, route, uploadRoute } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { getSite } from '../identity/index.ts';
import { uploadScan } from './actions/receive-scan.ts';
import { discardScan, fileScan } from './actions/settle-scan.ts';
import type { Scan, ScanId } from './domain/scan.ts';
import { extractFields } from './domain/scan-fields.ts';
import { classifyScan } from './domain/scan-kind.ts';
import { documentRefusals } from './refusals.ts';
import { findPageImage, findScan, listScanPages, listScans } from './scan-store.ts';
import * as api from './scans-api.ts';

/** What answers the endpoints of scans. Whose data stand on a scan is not known until a person says so. */
export const scanRoutes: readonly Route[] = [
  route(api.listScans, async (tx, call) => {
    const { isOpen, before } = call.request;
    const scans = await listScans(tx, { isOpen, before: (before ?? null) as ScanId | null });
    return ok({ body: { scans: await Promise.all(scans.map((scan) => describe(tx, scan))) }, patientIds: [] });
  }),
  route(api.getScan, async (tx, call) => {
    const scan = await findScan(tx, call.request.scanId as ScanId);
    if (scan === null) return refuse(documentRefusals.unknownScan);
    const pages = await listScanPages(tx, scan.scanId);
    const fields = extractFields(pages).map((field) => ({ ...field, box: { ...field.box } }));
    const { phrases } = classifyScan(pages);
    const readPages = pages.map(({ page }) => page);
    return ok({ body: { ...(await describe(tx, scan)), phrases: [...phrases], readPages, fields }, patientIds: [] });
  }),
  route(api.downloadScanPage, async (tx, call) => {
    const scan = await findScan(tx, call.request.scanId as ScanId);
    if (scan === null) return refuse(documentRefusals.unknownScan);
    const imageId = await findPageImage(tx, { scanId: scan.scanId, page: call.request.page });
    return imageId === null ? refuse(documentRefusals.unknownScan) : openFile(tx, imageId);
  }),
  route(api.downloadScan, async (tx, call) => {
    const scan = await findScan(tx, call.request.scanId as ScanId);
    return scan === null ? refuse(documentRefusals.unknownScan) : openFile(tx, scan.fileId);
  }),
  uploadRoute(api.uploadScan, async (tx, call) => {
    const siteId: SiteId | null = tx.actor.kind === 'staff' ? tx.actor.siteId : null;
    if (siteId === null) return refuse(documentRefusals.siteNeeded);
    const { fileName } = call.request;
    const taken = await uploadScan(tx, { upload: call.upload, siteId, source: 'browser', fileName });
    return taken.ok ? ok({ body: { scanId: taken.value }, patientIds: [] }) : taken;
  }),
  route(api.fileScan, async (tx, call) => {
    const { scanId, patientId, ...rest } = call.request;
    const filed = await fileScan(tx, {
      ...rest,
      scanId: scanId as ScanId,
      subjectKind: 'patient',
      subjectId: patientId as Uuid,
      patientId: patientId as PatientId,
    });
    return filed.ok ? ok({ body: { documentId: filed.value }, patientIds: [patientId as PatientId] }) : filed;
  }),
  route(api.discardScan, async (tx, call) => {
    const { scanId, reasonCode } = call.request;
    const discarded = await discardScan(tx, { scanId: scanId as ScanId, reasonCode });
    return discarded.ok ? ok({ body: null, patientIds: [], about: { reason: reasonCode } }) : discarded;
  }),
];

async function openFile(
  tx: TenantTransaction,
  fileId: Id<'file'>,
): Promise<Result<{ readonly body: null; readonly patientIds: readonly []; readonly file: OpenedFile }>> {
  const file = await tx.files.open(fileId);
  if (file === null) throw new Error('the file of a scan is missing');
  return ok({ body: null, patientIds: [], file });
}

async function describe(tx: TenantTransaction, scan: Scan) {
  const { name } = await getSite(tx, scan.siteId);
  const { scanId, state, kind, outcome, problem, problemPlace, fileName, source, mediaType, byteCount } = scan;
  const { pageCount, receivedAt, duplicateOf } = scan;
  return {
    ...{ scanId, state, kind, outcome, problem, problemPlace, fileName, siteName: name, source, mediaType, byteCount },
    ...{ pageCount, receivedAt, duplicateOf },
  };
}
