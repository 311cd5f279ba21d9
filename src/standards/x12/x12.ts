/** X12: envelopes of any transaction set, and the content of 835. What gateways, simulators and the command line use. */
export type { Interchange, TransactionSet } from './envelope.ts';
export { readX12, type X12File } from './read-x12.ts';
export type { Remittance, RemittanceClaim, RemittanceLine } from './remittance.ts';
