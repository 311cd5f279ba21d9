/** The front of NCPDP Telecommunication: what gateways and simulators use. It knows bytes and the standard only. */
export { type ClaimResponse, viewClaimResponse } from './claim-response.ts';
export { type ListedField, listFields } from './list-fields.ts';
export { readTelecom } from './read-telecom.ts';

export * as requestSegments from './request-segments.ts';
export * as responseSegments from './response-segments.ts';
export { composeSegment, viewSegment } from './segment-values.ts';
export { decodeFrames, emptyFrameState, encodeFrame } from './tcp-framing.ts';
export type {
  TelecomMessage,
  TelecomRequest,
  TelecomResponse,
  TelecomSegment,
  TelecomTransaction,
} from './telecom-message.ts';
export { writeTelecom } from './write-telecom.ts';
