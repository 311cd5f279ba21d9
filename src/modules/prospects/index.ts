export { settleProspect } from './actions/settle-prospect.ts';
export { listProspects } from './prospect-store.ts';
