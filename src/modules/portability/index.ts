export { gatherRecord } from './actions/gather-record.ts';
export type { ExportedRecord, WrittenBundle } from './domain/exported-record.ts';
export { saveExportLimit } from './export-store.ts';
