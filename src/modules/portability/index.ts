export type { ExportedRecord, WrittenBundle } from './domain/exported-record.ts';
export { saveExportLimit } from './export-store.ts';
