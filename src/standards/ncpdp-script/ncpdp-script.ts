/** The front of NCPDP SCRIPT: what gateways and simulators use. It knows XML and the standard, and nothing of Theriac. */
export { findNciCode } from './quantity-units.ts';
export { readScript } from './read-script.ts';
export {
  composeAcceptance,
  composeError,
  composeRejection,
  composeVerification,
  errorCodes,
} from './script-acknowledgement.ts';
export type { ScriptMedication } from './script-medication.ts';
export type {
  NewRx,
  RxRequest,
  RxResponse,
  ScriptHeader,
  ScriptMessage,
  ScriptParties,
} from './script-message.ts';
export { composeAnswerHeader, type OutgoingScript, writeScript } from './write-script.ts';
