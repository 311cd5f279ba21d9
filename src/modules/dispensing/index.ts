export { completeFilling } from './actions/complete-filling.ts';
export { handOverFill, returnFillToStock } from './actions/leave-fill.ts';
export { openFill } from './actions/open-fill.ts';
export { pickForFill } from './actions/pick-fill.ts';
export { printLabel, recordPaper } from './actions/record-papers.ts';
export { releaseFill } from './actions/release-fill.ts';
export { scanPackage } from './actions/scan-package.ts';
export { verifyFill } from './actions/verify-fill.ts';

export type { ScannedPackage } from './domain/package-check.ts';
export { findFill, listFills } from './fill-store.ts';
