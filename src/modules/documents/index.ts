export {
  attachDocument,
  type NewDocument,
  readDocument,
  storeDocument,
} from './actions/store-document.ts';
export { listDocuments } from './document-store.ts';
