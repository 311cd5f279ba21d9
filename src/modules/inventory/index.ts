export { adjustStock } from './actions/adjust-stock.ts';
export { claimSerial, dispenseStock, returnToStock } from './actions/fill-stock.ts';
export { importLots, type LotHistory } from './actions/import-stock.ts';
export { pickLot } from './actions/pick-lot.ts';
export { type ArrivedStock, receiveStock } from './actions/receive-stock.ts';
export { wasteReturnedStock } from './actions/waste-stock.ts';
export type { LotId } from './domain/lot-choice.ts';
export type { StockOwner } from './domain/stock-owner.ts';
export { listFillStock, listLots } from './lot-store.ts';
