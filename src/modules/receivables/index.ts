export { openDispute } from './actions/dispute.ts';
export { proposeWriteOff } from './actions/write-off.ts';
export { saveDisputeRule } from './dispute-store.ts';
