/** HL7 version 2.1 to 2.9: what gateways, partner simulators and the command line use. */
export {
  type Acknowledgement,
  type AcknowledgementCode,
  type AcknowledgementDraft,
  type AcknowledgementMode,
  chooseAcknowledgementCode,
  findAcknowledgementMode,
  isAcknowledgementWanted,
  readAcknowledgement,
  writeAcknowledgement,
} from './acknowledgement.ts';
export { type Admission, readAdmission } from './admission.ts';
export type { Allergy, Diagnosis, Observation } from './clinical-facts.ts';
export type { Coverage, Guarantor } from './coverage.ts';
export { type PharmacyDispense, readDispenses } from './dispense.ts';
export type { GiveInstruction, OrderedDispense, Sig } from './encoded-order.ts';
export type { Hl7Message } from './hl7-message.ts';
export { readTree, type SegmentTree } from './message-tree.ts';
export { encodeMllpFrame, MllpDecoder, type MllpFrame, type MllpReading } from './mllp-framing.ts';
export type { OrderAction } from './order-control.ts';
export type { OrderTiming } from './order-timing.ts';
export type { DrugCode, NamedDrug } from './ordered-drug.ts';
export type { Patient, PriorIdentity } from './patient.ts';
export { isPharmacyOrderMessage, type PharmacyOrder, readPharmacyOrders } from './pharmacy-order.ts';
export type { Prescriber } from './prescriber.ts';
export { findCondition, hl7Problems } from './problems.ts';
export { type Hl7Content, readContent } from './read-content.ts';
export { defaultLimits, openMessage, type ReadingLimits, readMessage } from './read-message.ts';
export { readTransmission, type Transmission } from './read-transmission.ts';
export { type PatientResult, readResults } from './result.ts';
export { formatHl7Instant, type TimeStamp } from './time-stamp.ts';
export type { CountedAmount, DecimalAmount, TypedReadingOptions } from './typed-fields.ts';
export type {
  Address,
  CodedElement,
  EntityIdentifier,
  IdentifiedPerson,
  Identifier,
  PersonName,
  Telecom,
} from './value-types.ts';
export type { Visit } from './visit.ts';
export {
  components,
  type FieldDraft,
  hl7Null,
  repetitions,
  type SegmentDraft,
  segment,
  subcomponents,
  writeMessage,
  writeReadMessage,
} from './write-message.ts';
