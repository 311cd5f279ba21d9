export { expectRefunds } from './actions/expect-refunds.ts';
export { takeReceipts } from './actions/take-receipts.ts';
export { recordDetermination } from './actions/work-refund.ts';
export { readRefundTerms, saveCeilingPrices, saveRefundTerms, saveSelectedDrugs } from './price-store.ts';
export { listRefundSteps, listRefundsOf } from './refund-store.ts';
