export { lookAtEverything } from './actions/look-for-risks.ts';
export { postPast } from './actions/post-past.ts';
export { postWriteOff } from './actions/post-write-off.ts';
export { evaluateWaterfallInput } from './domain/evaluate-waterfall.ts';
export { sumLedger } from './ledger-queries.ts';
export { saveLedgerRules } from './ledger-store.ts';
export { savePriceLimits } from './price-limits-store.ts';
export {
  type AgedAmount,
  listOpenAmounts,
  listOpenOfClaim,
  measurePayerQuarters,
  measurePaySpeed,
  type OpenAmount,
  type OpenPart,
  type PaySpeed,
  sumOpenByAge,
} from './receivable-queries.ts';
