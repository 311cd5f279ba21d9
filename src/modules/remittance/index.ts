export { evaluateRemittanceInput } from './domain/evaluate-remittance.ts';
export type { RemittedClaim, RemittedPayment } from './domain/payment.ts';
