export { composeMessage } from './actions/compose-message.ts';
export { recordAcknowledgement } from './actions/record-acknowledgement.ts';
export { type AnsweredOrder, recordAnswer } from './actions/record-answer.ts';
export type { AsksForm, FormQuestion, FormSection, PrescriberMessage, ToldDrug } from './domain/prescriber-message.ts';
export { prescriberKinds } from './domain/prescriber-message.ts';
export type { RequestAnswer, RequestId } from './domain/prescriber-request.ts';
