import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id, PrescriptionId, RawMessageId, SiteId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';

/** The ways in which a prescription arrives, and what each is called on screen. */
export const prescriptionChannels = {
  hl7v2: 'EHR order (HL7)',
  'ncpdp-script': 'E-prescription (SCRIPT)',
  fhir: 'Enrollment (FHIR)',
  phone: 'By phone',
  paper: 'On paper',
  fax: 'By fax',
} as const;

export type PrescriptionChannel = keyof typeof prescriptionChannels;

/**
 * A prescription in neutral words, as every door translates it. Null means that it was not said. All of it can be written as
 * JSON, because it is kept sealed until a person has resolved what the program could not.
 */
export interface IncomingPrescription {
  readonly channel: PrescriptionChannel;
  /** The message that it came in; null when a person entered it. */
  readonly rawMessageId: RawMessageId | null;
  readonly partnerId: Id<'partner'> | null;
  /** The sender's own number of the order, by which it is changed or cancelled. */
  readonly orderNumber: string | null;
  /** The prescription that this one renews or replaces because its prescriber was asked; it is no duplicate of that one. */
  readonly renews?: PrescriptionId;
  /** The first moment any channel had it. */
  readonly receivedAt: Instant;
  readonly siteId: SiteId;
  /** The codes of the clinic that it comes from, as the sender names places. */
  readonly clinicCodes?: readonly string[];
  readonly patient: IncomingPatient;
  readonly prescriber: IncomingPrescriber;
  readonly drug: IncomingDrug;
  /** The last day that the sender itself allows; null or absent where the sender says none. */
  readonly validUntil?: CalendarDay | null;
  readonly writtenOn: CalendarDay | null;
  readonly quantity: IncomingQuantity | null;
  readonly daysSupply: number | null;
  /** Fills after the first; null when nothing was said, which means none. */
  readonly refills: number | null;
  readonly substitutionAllowed: boolean | null;
  readonly directions: string | null;
  readonly note: string | null;
  readonly isUrgent: boolean;
  readonly diagnoses: readonly IncomingDiagnosis[];
  readonly coverages: readonly IncomingCoverage[];
  readonly allergies: readonly IncomingAllergy[];
  /** The sender says that no allergies are known, which is more than saying nothing. */
  readonly noKnownAllergies: boolean;
  readonly conditions: readonly IncomingDiagnosis[];
  readonly observations: readonly IncomingObservation[];
  readonly medications: readonly IncomingMedication[];
}

/** Who the prescription is for, as the sender knows them. */
export interface IncomingPatient {
  readonly familyName: string;
  readonly givenName: string;
  readonly middleName: string | null;
  readonly suffix: string | null;
  readonly birthDate: CalendarDay | null;
  readonly sex: 'female' | 'male' | 'other' | 'unknown';
  readonly addresses: readonly IncomingAddress[];
  readonly phones: readonly IncomingPhone[];
  readonly emails: readonly string[];
  /** A BCP 47 language tag. */
  readonly language: string | null;
  readonly identifiers: readonly IncomingIdentifier[];
  readonly deceasedOn: CalendarDay | null;
}

export interface IncomingAddress {
  readonly lines: readonly string[];
  readonly city: string;
  /** Two letters for a state of the United States. */
  readonly state: string;
  readonly postalCode: string;
  readonly use: 'home' | 'work' | 'delivery' | 'other';
}

export interface IncomingPhone {
  readonly number: string;
  readonly use: 'home' | 'mobile' | 'work' | 'other';
}

/** A number by which somebody knows the patient. `kind` is of HL7 table 0203: MR, SS, MB, PI … */
export interface IncomingIdentifier {
  readonly kind: string;
  readonly assigner: string;
  readonly value: string;
}

export interface IncomingPrescriber {
  readonly npi: string | null;
  readonly deaNumber: string | null;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly state: string | null;
  readonly phone: string | null;
}

export interface IncomingDrug {
  /** As written: eleven digits, or ten with or without hyphens. */
  readonly ndc: string | null;
  readonly rxcui: string | null;
  readonly description: string | null;
  readonly strength: string | null;
  /** The schedule of a controlled substance, when the sender says it. */
  readonly deaSchedule: '2' | '3' | '4' | '5' | null;
}

/** An amount with its unit in UCUM, or as the sender wrote it when it is none. */
interface IncomingQuantity {
  readonly quantityThousandths: number;
  readonly unit: string | null;
}

/** A diagnosis; `isPrimary` marks what the drug is for. */
export interface IncomingDiagnosis {
  readonly system: 'ICD-10-CM' | 'SNOMED CT' | 'other';
  readonly code: string | null;
  readonly text: string | null;
  readonly isPrimary: boolean;
  readonly onsetOn: CalendarDay | null;
}

export interface IncomingCoverage {
  readonly bin: string | null;
  readonly pcn: string | null;
  readonly groupNumber: string | null;
  readonly memberId: string | null;
  readonly personCode: string | null;
  readonly payerName: string | null;
  /** The order in which coverages pay, 1 first. */
  readonly priority: number;
  /** The patient's relation to the cardholder. */
  readonly relationship: 'self' | 'spouse' | 'child' | 'other';
  readonly validFrom: CalendarDay | null;
  readonly validTo: CalendarDay | null;
}

export interface IncomingAllergy {
  readonly rxcui: string | null;
  readonly snomedCode: string | null;
  readonly text: string;
  readonly reaction: string | null;
  readonly severity: 'mild' | 'moderate' | 'severe' | null;
}

/** A measured value, such as body weight (LOINC 29463-7); its value as decimal text. */
export interface IncomingObservation {
  readonly loincCode: string;
  readonly text: string | null;
  readonly value: string;
  readonly unit: string | null;
  readonly observedOn: CalendarDay | null;
}

/** Another drug that the patient takes. */
interface IncomingMedication {
  readonly rxcui: string | null;
  readonly ndc: string | null;
  readonly text: string;
  readonly directions: string | null;
}

/** The state that the drug would be shipped to: of the delivery address, else of the home address, else of the first one. */
export function findShipToState(patient: Pick<IncomingPatient, 'addresses'>): string | null {
  const { addresses } = patient;
  const chosen =
    addresses.find((address) => address.use === 'delivery') ??
    addresses.find((address) => address.use === 'home') ??
    addresses[0];
  const state = chosen?.state.trim().toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(state) ? state : null;
}

/** The diagnosis that names what the drug is for: the primary one, else the first with an ICD-10-CM code. */
export function findIndicationCode(diagnoses: readonly IncomingDiagnosis[]): string | null {
  const coded = diagnoses.filter((diagnosis) => diagnosis.system === 'ICD-10-CM' && diagnosis.code !== null);
  return (coded.find((diagnosis) => diagnosis.isPrimary) ?? coded[0])?.code ?? null;
}
