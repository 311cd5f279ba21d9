export { expectRefunds } from './actions/expect-refunds.ts';
export { takeReceipts } from './actions/take-receipts.ts';
export { recordDetermination } from './actions/work-refund.ts';
export { readRefundTerms, saveCeilingPrices, saveSelectedDrugs } from './price-store.ts';
export { listRefundSteps, listRefundsOf, type Refund, type RefundStep } from './refund-store.ts';
