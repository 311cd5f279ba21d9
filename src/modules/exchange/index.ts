export { openIntakeOfMessage } from './actions/ask-person.ts';
export {
  clearDeadLetter,
  completeInbound,
  completeInboundBatch,
  quarantineInbound,
  recordInboundFault,
} from './actions/complete-inbound.ts';
export { completeOutbound, enqueueOutbound, type OutboundStanding, takeOutbound } from './actions/send-outbound.ts';
export { dismissMessage } from './actions/settle-message.ts';
export { storeInbound, storeInboundBatch } from './actions/store-inbound.ts';
export type { InboundSettlement, MessageLink, StoredInbound } from './domain/inbound-message.ts';
export type { ReadLine, ReadPart } from './domain/message-reading.ts';
export type { ExchangedAbout, OutboundId, OutboundOutcome, TakenOutbound } from './domain/outbound-message.ts';
export {
  composeSender,
  isAllowedSender,
  type MessageFormat,
  type Partner,
  type PartnerId,
  type StatusFormat,
} from './domain/partner.ts';
export { findUnsettledMessages, type MessagePlace } from './message-locator.ts';
export { findAnswer, findOutcome, type RawMessage, readRawMessage } from './message-store.ts';
export { findPartnerPlaces } from './partner-locator.ts';
export {
  composePartnerKey,
  findPartner,
  findPartnerByCertificate,
  findPartnerByKey,
  findPartnerOfKind,
  getPartner,
  insertPartner,
  listActivePartners,
  listPartnerNames,
  listPartners,
  type NewPartner,
  type PartnerPlace,
  savePartnerAddress,
  savePartnerQueryAddress,
  savePartnerStatuses,
} from './partner-store.ts';
export { findReceivingSite } from './receiving-site.ts';
