export { askForMissing, type ChartQuestion } from './actions/ask-for-missing.ts';
export { recordLetterSent } from './actions/send-letter.ts';
export { takeChartAnswer } from './actions/settle-request.ts';
export { acknowledgeTransfer, beginTransfer } from './actions/transfer-referral.ts';
export type { RequestId } from './domain/information-request.ts';
export { listUnsentLettersOf } from './letter-store.ts';
export { listTransferReasons } from './transfer-store.ts';
