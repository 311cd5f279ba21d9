export { type AccessHistory, importAccess } from './actions/import-access.ts';
export { type NewAssistance, recordAssistance } from './actions/record-assistance.ts';
export { type NewAuthorizationStep, recordAuthorization } from './actions/record-authorization.ts';
export { type FoundBenefits, recordBenefits } from './actions/record-benefits.ts';
export { recordEnrolment, type WelcomeContact } from './actions/record-enrolment.ts';

export { listAuthorizations } from './authorization-store.ts';
export { listBaggingModels, listBenefits } from './benefits-store.ts';
export { evaluateDenialsInput } from './domain/appeal-order-input.ts';
export { type BaggingModel, baggingEffects, baggingModels } from './domain/benefits.ts';
export { startPackets } from './domain/packet-standard.ts';
export { listContacts } from './enrolment-store.ts';
export { savePacketVersions } from './packet-store.ts';
