export { type AgeBucket, ageBuckets, type ReceivableKind, receivableKinds } from './domain/receivable.ts';
