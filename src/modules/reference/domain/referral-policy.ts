import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PlanId } from './plan.ts';

/** The kinds of thing that a referral may have to bring; each is looked for in its own place. */
export type RequirementKind =
  | 'diagnosis'
  | 'weight'
  | 'height'
  | 'allergies'
  | 'insurance'
  | 'address'
  | 'phone'
  | 'prescriber-npi'
  | 'prescriber-phone'
  | 'medications'
  | 'laboratory'
  | 'consent'
  | 'document';

/** Something that a referral of a drug programme must bring, from a day on. */
export interface ReferralRequirement {
  /** A programme of drugs; a star stands for every one. */
  readonly programme: string;
  /** One ingredient of the programme; null for every drug of it. */
  readonly ingredientRxcui: string | null;
  readonly itemCode: string;
  readonly kind: RequirementKind;
  readonly label: string;
  /** LOINC codes of which any meets a laboratory result; beginnings of ICD-10-CM codes that a diagnosis may have. */
  readonly codes: readonly string[];
  /** The use consented to; for consents alone. */
  readonly consentUse: string | null;
  /** How old it may be; null where age does not matter. */
  readonly maximumAgeDays: number | null;
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
  readonly source: string;
  readonly isVerified: boolean;
}

/** A pharmacy by its NPI. */
export interface OtherPharmacy {
  readonly pharmacyNpi: string;
  readonly pharmacyName: string;
  readonly phone: string | null;
  readonly fax: string | null;
  readonly source: string;
  readonly isVerified: boolean;
}

interface Dated {
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
}

/** A pharmacy of the network of a drug of limited distribution. */
export type NetworkPharmacy = OtherPharmacy & Dated & { readonly ingredientRxcui: string };

/** A pharmacy at which alone a plan pays for specialty drugs. */
export type PlanPharmacy = OtherPharmacy & Dated & { readonly planId: PlanId };

/** What is waited for, and for how long. */
export type ReferralClockCode =
  | 'ehr-query'
  | 'form'
  | 'letter'
  | 'letter-to-send'
  | 'transfer-out'
  | 'transfer-to-send';

/** How long is waited, in minutes of business or of the clock. */
export interface ReferralClock {
  readonly clock: ReferralClockCode;
  readonly validFrom: CalendarDay;
  readonly minutes: number;
  readonly counts: 'business' | 'elapsed';
  readonly source: string;
}
