/** The front of NCPDP Telecommunication: what gateways and simulators use. It knows bytes and the standard only. */
export { type ClaimOutcome, type ClaimResponse, viewClaimResponse } from './claim-response.ts';
export { readTelecom, type TelecomReading } from './read-telecom.ts';
export { findRejectMeaning } from './reject-codes.ts';
export * as requestSegments from './request-segments.ts';
export * as responseSegments from './response-segments.ts';
export { composeSegment, viewSegment } from './segment-values.ts';
export { decodeFrames, emptyFrameState, encodeFrame, type FrameState } from './tcp-framing.ts';
export type {
  RequestHeader,
  ResponseHeader,
  TelecomMessage,
  TelecomRequest,
  TelecomResponse,
  TelecomSegment,
  TelecomTransaction,
} from './telecom-message.ts';
export { writeTelecom } from './write-telecom.ts';
