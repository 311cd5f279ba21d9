export { type NewDocument, storeDocument } from './actions/store-document.ts';
export { listDocuments } from './document-store.ts';
