export { askForMissing, type ChartQuestion, formKind } from './actions/ask-for-missing.ts';
export { recordLetterSent } from './actions/send-letter.ts';
export { takeChartAnswer } from './actions/settle-request.ts';
export { recordFormSent, takeFormAnswer } from './actions/take-form-answer.ts';
export { acknowledgeTransfer, beginTransfer } from './actions/transfer-referral.ts';
export type { RequestId } from './domain/information-request.ts';
export type { FormAnswer, FormValue } from './domain/request-form.ts';
export { listUnsentLettersOf } from './letter-store.ts';
export { listTransferReasons } from './transfer-store.ts';
