/** HL7 version 2.1 to 2.9: what gateways, partner simulators and the command line use. */
export {
  type AcknowledgementCode,
  findAcknowledgementMode,
  isAcknowledgementWanted,
  readAcknowledgement,
  writeAcknowledgement,
} from './acknowledgement.ts';
export type { Admission } from './admission.ts';
export type { Appointment } from './appointment.ts';
export type { Allergy, Diagnosis, Observation } from './clinical-facts.ts';
export type { Coverage } from './coverage.ts';

export type { Hl7Message } from './hl7-message.ts';
export { readTree } from './message-tree.ts';
export { encodeMllpFrame, MllpDecoder, type MllpFrame } from './mllp-framing.ts';
export type { OrderAction } from './order-control.ts';
export type { Patient } from './patient.ts';
export { isPharmacyOrderMessage, type PharmacyOrder } from './pharmacy-order.ts';
export { composePlace } from './place.ts';
export type { Prescriber } from './prescriber.ts';
export { findCondition, hl7Problems } from './problems.ts';
export { type Hl7Content, readContent } from './read-content.ts';
export { openMessage, readMessage } from './read-message.ts';
export { readTransmission } from './read-transmission.ts';

export type { PatientResult } from './result.ts';
export { formatHl7Instant, type TimeStamp } from './time-stamp.ts';
export type {
  Address,
  CodedElement,
  PatientLocation,
  Telecom,
} from './value-types.ts';
export { components, type FieldDraft, repetitions, type SegmentDraft, segment, writeMessage } from './write-message.ts';
