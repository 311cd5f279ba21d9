export { receiveRemittanceFile } from './actions/receive-file.ts';
export { settleRemittanceFile } from './actions/settle-file.ts';
export { evaluateRemittanceInput } from './domain/evaluate-remittance.ts';
export type { RemittedClaim, RemittedPayment } from './domain/payment.ts';
export type { PaymentPurpose } from './domain/refund-payer.ts';
export type { RemittanceFileId } from './domain/remittance-file.ts';
export { checkClaimPayments, checkProviderAdjustments, standardRemittanceRules } from './domain/remittance-finding.ts';
export { findFile } from './file-store.ts';
export { insertPastDeposits, readRules as readRemittanceRules, saveRemittanceRules } from './payment-store.ts';
export {
  findDeposit,
  listPostedLines,
  listPostedPaymentIds,
  listPostedProviderAdjustments,
  listRemittanceFilesOf,
  sumHeldPayments,
} from './posted-queries.ts';
export { listRefundLines, saveRefundPayers } from './refund-line-store.ts';
