export { adjustStock } from './actions/adjust-stock.ts';
export { claimSerial, dispenseStock, returnToStock } from './actions/fill-stock.ts';
export { pickLot } from './actions/pick-lot.ts';
export { type ArrivedStock, receiveStock } from './actions/receive-stock.ts';
export type { LotId } from './domain/lot-choice.ts';
export type { StockOwner } from './domain/stock-owner.ts';
export { listLots } from './lot-store.ts';
