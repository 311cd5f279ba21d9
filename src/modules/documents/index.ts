export {
  completeReading,
  giveUpScan,
  keepScanPage,
  receiveScan,
  takeScan,
} from './actions/receive-scan.ts';
export { settleScanAsPrescription } from './actions/settle-scan.ts';
export { type NewDocument, readDocument, storeDocument } from './actions/store-document.ts';
export { listDocuments } from './document-store.ts';
export { isMediaType, isOfMediaType } from './domain/document.ts';
export type { Scan, ScanId } from './domain/scan.ts';
export { findArrivedScans, findScan, type ScanPlace } from './scan-store.ts';
