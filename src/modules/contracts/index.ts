export { enterContract } from './actions/enter-contract.ts';
export { keepExpectedPayments } from './actions/keep-expected-payments.ts';
export {
  insertConcessionRules,
  insertListPrices,
  listContractVersions,
  listExpectedPayments,
} from './contract-store.ts';
export type { ContractId } from './domain/contract.ts';
export type { ContractTerms } from './domain/contract-terms.ts';
