export {
  attachDocument,
  type NewDocument,
  readDocument,
  satisfyRequirement,
  storeDocument,
} from './actions/store-document.ts';
export { type DocumentFilter, listDocuments } from './document-store.ts';
export { type DocumentKind, documentKinds, type FiledDocument, type MediaType } from './domain/document.ts';
