import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { DeaNumber } from '../../kernel/dea-number.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Npi } from '../../kernel/npi.ts';
import type { ScriptMedication } from './script-medication.ts';
import type { ScriptCode, ScriptDate } from './script-values.ts';

/** A SCRIPT message as it was read. Null means that the message does not say it. */
export interface ScriptMessage {
  /** The release as NCPDP names it (`2017071`, `2023011`), whichever way the message wrote it. */
  readonly version: string | null;
  readonly header: ScriptHeader;
  readonly body: ScriptBody;
}

export interface ScriptHeader {
  readonly to: RoutingParty | null;
  readonly from: RoutingParty | null;
  readonly messageId: string | null;
  readonly relatesToMessageId: string | null;
  readonly sentAt: Instant | null;
  readonly security: ScriptSecurity | null;
  readonly senderSoftware: SenderSoftware | null;
  readonly rxReferenceNumber: string | null;
  readonly prescriberOrderNumber: string | null;
  readonly authorizationNumber: string | null;
  readonly isTest: boolean;
  /** Whether the sender says that it signed the prescription (21 CFR 1311); null when the header is silent. */
  readonly isDigitallySigned: boolean | null;
}

/** A sender or receiver. Qualifier `P` is a pharmacy, `D` a prescriber, `C` a clinic, `M` mutually defined, `ZZZ` other. */
export interface RoutingParty {
  readonly qualifier: string | null;
  readonly id: string;
}

/** Who the sender says it is. A password is never kept: the connection proves the partner, not the message. */
export interface ScriptSecurity {
  readonly username: string | null;
  readonly senderSecondaryId: string | null;
  readonly senderTertiaryId: string | null;
  readonly receiverSecondaryId: string | null;
  readonly receiverTertiaryId: string | null;
}

export interface SenderSoftware {
  readonly developer: string | null;
  readonly product: string | null;
  readonly version: string | null;
}

export interface PersonName {
  readonly last: string | null;
  readonly first: string | null;
  readonly middle: string | null;
  readonly suffix: string | null;
  readonly prefix: string | null;
}

export interface PostalAddress {
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly stateProvince: string | null;
  readonly postalCode: string | null;
  readonly countryCode: string | null;
}

export type TelephoneUse = 'primary' | 'home' | 'work' | 'other' | 'beeper' | 'fax';

export interface Telephone {
  readonly use: TelephoneUse;
  readonly number: string;
  readonly extension: string | null;
  readonly acceptsText: boolean | null;
}

export interface CommunicationNumbers {
  readonly telephones: readonly Telephone[];
  readonly email: string | null;
  readonly directAddress: string | null;
}

export type PatientGender = 'male' | 'female' | 'unknown';

export interface ScriptPatient {
  readonly species: 'human' | 'other';
  readonly name: PersonName | null;
  readonly gender: PatientGender | null;
  readonly birthDate: CalendarDay | null;
  readonly address: PostalAddress | null;
  readonly communication: CommunicationNumbers;
  readonly medicalRecordNumber: string | null;
  readonly accountNumber: string | null;
  readonly remsPatientId: string | null;
  readonly languageCode: string | null;
}

/** Numbers that identify a pharmacy, prescriber or facility; an NPI or DEA number with a wrong check digit is null. */
export interface ProviderIdentification {
  readonly npi: Npi | null;
  readonly deaNumber: DeaNumber | null;
  readonly ncpdpId: string | null;
  readonly stateLicenseNumber: string | null;
  readonly stateControlledSubstanceNumber: string | null;
  readonly medicaidNumber: string | null;
  readonly remsEnrollmentId: string | null;
}

export interface ScriptPrescriber {
  readonly kind: 'human-medicine' | 'veterinary';
  readonly identification: ProviderIdentification;
  readonly name: PersonName | null;
  readonly specialty: string | null;
  readonly practiceName: string | null;
  readonly address: PostalAddress | null;
  readonly communication: CommunicationNumbers;
  readonly agentName: PersonName | null;
}

export interface ScriptOrganization {
  readonly identification: ProviderIdentification;
  readonly name: string | null;
  readonly address: PostalAddress | null;
  readonly communication: CommunicationNumbers;
}

export interface ScriptPharmacy extends ScriptOrganization {
  readonly pharmacistName: PersonName | null;
}

/** One coverage: the BIN is IINNumber and the PCN is ProcessorIdentificationNumber of the payer. */
export interface ScriptCoverage {
  readonly bin: string | null;
  readonly pcn: string | null;
  readonly groupId: string | null;
  readonly groupName: string | null;
  readonly cardholderId: string | null;
  readonly cardholderName: PersonName | null;
  readonly pbmMemberId: string | null;
  readonly personCode: string | null;
  readonly payerName: string | null;
  readonly payerId: string | null;
  readonly relationshipCode: string | null;
  readonly responsibilityCode: string | null;
}

export interface ScriptAllergy {
  readonly source: 'patient' | 'clinician' | null;
  readonly drug: ScriptCode | null;
  readonly adverseEvent: ScriptCode | null;
  readonly reaction: ScriptCode | null;
  readonly severity: ScriptCode | null;
  readonly effective: ScriptDate | null;
}

export interface ScriptAllergies {
  readonly noKnownAllergies: boolean;
  readonly allergies: readonly ScriptAllergy[];
}

/** A measured value such as body weight (LOINC 29463-7) or height (LOINC 8302-2) in a UCUM unit. */
export interface ScriptMeasurement {
  readonly loincCode: string | null;
  readonly value: string | null;
  readonly ucumUnit: string | null;
  readonly observed: ScriptDate | null;
}

export interface ScriptObservation {
  readonly measurements: readonly ScriptMeasurement[];
  readonly notes: string | null;
}

/** What most transactions carry around their medication. */
export interface ScriptParties {
  readonly requestReferenceNumber: string | null;
  readonly patient: ScriptPatient | null;
  readonly pharmacy: ScriptPharmacy | null;
  readonly prescriber: ScriptPrescriber | null;
  readonly supervisor: ScriptPrescriber | null;
  readonly followUpPrescriber: ScriptPrescriber | null;
  readonly facility: ScriptOrganization | null;
  readonly coverages: readonly ScriptCoverage[];
  readonly allergies: ScriptAllergies | null;
  readonly observation: ScriptObservation | null;
}

export interface NewRx extends ScriptParties {
  readonly kind: 'NewRx';
  readonly urgencyCode: string | null;
  readonly prohibitsRenewalRequest: boolean | null;
  /** Whether the sender wants to hear by a Verify, not by a Status alone, that the last receiver has taken the message up. */
  readonly asksForVerification: boolean;
  readonly medication: ScriptMedication | null;
}

export interface RxRequest extends ScriptParties {
  readonly kind: 'RxRenewalRequest' | 'RxChangeRequest' | 'CancelRx';
  /** Why a change is asked for: G generic, T therapeutic, P prior authorization, D drug use, S script clarification, … */
  readonly requestCode: string | null;
  readonly medicationPrescribed: ScriptMedication | null;
  readonly medicationDispensed: ScriptMedication | null;
  readonly medicationsRequested: readonly ScriptMedication[];
}

export type ResponseOutcome =
  | 'Approved'
  | 'ApprovedWithChanges'
  | 'Denied'
  | 'DeniedNewPrescriptionToFollow'
  | 'Replace'
  | 'Validated'
  | 'Pending';

export interface RxResponse extends ScriptParties {
  readonly kind: 'RxRenewalResponse' | 'RxChangeResponse' | 'CancelRxResponse';
  /** Null unless the response states exactly one outcome: an unclear answer is never an approval. */
  readonly outcome: ResponseOutcome | null;
  readonly reasonCodes: readonly string[];
  readonly denialReason: string | null;
  readonly note: string | null;
  readonly medication: ScriptMedication | null;
}

export type FillStatus = 'Dispensed' | 'PartiallyDispensed' | 'NotDispensed' | 'Transferred';

export interface RxFill extends ScriptParties {
  readonly kind: 'RxFill';
  readonly fillStatus: FillStatus | null;
  readonly reasonCode: string | null;
  readonly note: string | null;
  readonly medicationDispensed: ScriptMedication | null;
  readonly medicationPrescribed: ScriptMedication | null;
}

/** An answer about a message rather than about a therapy. */
export interface ScriptAcknowledgement {
  readonly kind: 'Status' | 'Error' | 'Verify';
  readonly code: string | null;
  readonly descriptionCode: string | null;
  readonly description: string | null;
}

export interface RemsRequest extends ScriptParties {
  readonly kind: 'REMSInitiationRequest' | 'REMSRequest';
  readonly remsReferenceId: string | null;
  readonly remsCaseId: string | null;
  readonly replyDeadline: ScriptDate | null;
  readonly medication: ScriptMedication | null;
}

/** A message whose transaction or version is not read; it keeps its header so that it can be answered. */
interface UnreadTransaction {
  readonly kind: 'Unread';
  readonly transaction: string | null;
}

export type ScriptBody =
  | NewRx
  | RxRequest
  | RxResponse
  | RxFill
  | ScriptAcknowledgement
  | RemsRequest
  | UnreadTransaction;
