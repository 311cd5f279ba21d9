import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { FillId, PatientId, PrescriptionId, RawMessageId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { NoticeStatus } from './notice.ts';

/**
 * What is said to a prescriber about a prescription, in neutral words; the gateway of the partner's format writes it. All of it can be
 * written as JSON, because it waits sealed until it is sent.
 */
export interface PrescriberMessage {
  /** The pharmacy's number of what is said, which an answer may name: 32 characters. */
  readonly reference: string;
  readonly says: SaysStatus | AsksRenewal | AsksChange | AsksForm;
  readonly prescription: ToldPrescription;
  readonly patient: ToldPatient;
  readonly prescriber: ToldPrescriber;
  readonly pharmacy: ToldPharmacy;
  readonly drug: ToldDrug;
}

/** What waits in exchange under this kind is news of an order. */
export const statusKind = 'prescriber-status';

/** The kinds of waiting messages that are for prescribers. */
export const prescriberKinds: ReadonlySet<string> = new Set([
  statusKind,
  'renewal-request',
  'change-request',
  'form-request',
]);

/** What became of an order. */
export interface SaysStatus {
  readonly kind: 'status';
  readonly status: NoticeStatus;
  readonly reasonCode: string | null;
  /** The reason in words that a prescriber reads; null when there is none. */
  readonly reasonText: string | null;
  readonly occurredAt: Instant;
  readonly fill: ToldFill | null;
}

/** Asks for a new prescription of what is used up. */
export interface AsksRenewal {
  readonly kind: 'renewal-request';
  /** Fills that are asked for, the first among them. */
  readonly fillsWanted: number;
  readonly lastFilledOn: CalendarDay | null;
  readonly note: string | null;
}

/** Asks for something about the prescription to be changed or confirmed. */
export interface AsksChange {
  readonly kind: 'change-request';
  /** MessageRequestCode of SCRIPT: G, T, P, D, S, OS, U. */
  readonly changeCode: string;
  readonly note: string | null;
  /** The drugs that are asked for instead; none where only a word is asked for. */
  readonly wanted: readonly ToldDrug[];
}

/** Asks for a form to be filled in; `referrals` says what it asks and reads the answer. */
export interface AsksForm {
  readonly kind: 'form-request';
  /** Until when an answer is waited for; null where no time is set. */
  readonly dueAt: Instant | null;
  readonly sections: readonly FormSection[];
}

/** What a form asks about one missing item. */
export interface FormSection {
  readonly itemCode: string;
  readonly label: string;
  /** LOINC codes that meet it; none for what is no measurement. */
  readonly loincCodes: readonly string[];
  readonly questions: readonly FormQuestion[];
}

/** A question of a form; the answer of a `choice` is one of the LOINC codes of its section. */
export interface FormQuestion {
  readonly linkId: string;
  readonly text: string;
  readonly answer: 'text' | 'measure' | 'day' | 'truth' | 'choice' | 'file';
  readonly isRequired: boolean;
  readonly isRepeated: boolean;
}

/** A prescription as it is named to the one who wrote it. */
export interface ToldPrescription {
  readonly prescriptionId: PrescriptionId;
  readonly therapyId: TherapyId | null;
  readonly rxNumber: string;
  readonly orderNumber: string | null;
  /** The message that it came in, from which sender and release are taken. */
  readonly originalMessageId: RawMessageId | null;
  readonly writtenOn: CalendarDay | null;
  readonly quantityThousandths: number | null;
  readonly quantityUnit: string | null;
  readonly daysSupply: number | null;
  readonly refillsAuthorized: number;
  readonly directions: string | null;
  readonly substitutionAllowed: boolean | null;
}

export interface ToldPatient {
  readonly patientId: PatientId | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: CalendarDay | null;
  readonly sex: 'female' | 'male' | 'other' | 'unknown';
  readonly address: ToldAddress | null;
  readonly phone: string | null;
  /** Numbers by which the sender knows the patient; `kind` is of HL7 table 0203. */
  readonly identifiers: readonly { readonly kind: string; readonly assigner: string; readonly value: string }[];
}

interface ToldAddress {
  readonly lines: readonly string[];
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

export interface ToldPrescriber {
  readonly npi: string | null;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly phone: string | null;
}

interface ToldPharmacy {
  readonly name: string;
  readonly npi: string;
  readonly ncpdpId: string;
  readonly phone: string;
  readonly address: ToldAddress;
}

export interface ToldDrug {
  readonly name: string;
  readonly strength: string | null;
  readonly ndc11: string | null;
  readonly rxcui: string | null;
  /** How it is given, in words; null when it is not known. */
  readonly route: string | null;
}

/** The fill that the news is about. */
export interface ToldFill {
  readonly fillId: FillId;
  /** 0 for the first fill. */
  readonly fillNumber: number;
  readonly ndc11: string;
  readonly quantityThousandths: number;
  readonly daysSupply: number;
  readonly refillsRemaining: number;
  readonly dispensedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly lotNumber: string | null;
  readonly lotExpiresOn: CalendarDay | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
}
