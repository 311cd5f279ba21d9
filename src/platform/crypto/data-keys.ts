export { createDataKeys, type DataKeys } from './tenant-keys.ts';
