/** X12: envelopes of any transaction set, and the content of 835. What gateways, simulators and the command line use. */
export { readX12 } from './read-x12.ts';
export type { Remittance, RemittanceClaim } from './remittance.ts';
