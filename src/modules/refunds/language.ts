export { chooseBenefit, computeStandardRefund } from './domain/refund.ts';
export { checkRefund, type JudgedRefund, type RefundTerms, standardRefundTerms } from './domain/refund-terms.ts';
