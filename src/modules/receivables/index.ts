export { openDispute } from './actions/dispute.ts';
export { decideWriteOff, proposeWriteOff } from './actions/write-off.ts';
export { saveDisputeRule } from './dispute-store.ts';
