export { handOverFill, returnFillToStock } from './actions/leave-fill.ts';
export { openFill } from './actions/open-fill.ts';
export type { Fill } from './domain/fill.ts';
export { type FillState, isUnderWay } from './domain/fill-lifecycle.ts';
export type { ScannedPackage } from './domain/package-check.ts';
export { findFill, listFills, lockFill } from './fill-store.ts';
