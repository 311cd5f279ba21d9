import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import type { PrescriberStatusFact } from '../../reference/index.ts';
import type { DuplicateReferral } from './duplicate-referral.ts';
import type { PharmacyLimits } from './pharmacy-limit.ts';

/** How long a prescription may be filled after it was written, and where that is laid down. */
export interface ValidityRule {
  /** Two letters; a star stands for every state without a rule of its own. */
  readonly state: string;
  readonly validDays: number;
  readonly source: string;
  readonly isVerified: boolean;
}

/** What is known of a licence. */
interface LicenceFact {
  readonly kind: 'pharmacy' | 'pharmacist';
  readonly state: string;
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
}

/** What is known of the drug that was meant. */
interface DrugFact {
  readonly deaSchedule: string | null;
  readonly limitedDistribution: boolean;
  readonly ingredientRxcui: string | null;
}

/** Everything that the acceptance of a prescription is decided from. */
export interface AcceptanceFacts {
  readonly today: CalendarDay;
  readonly patient: { readonly patientId: PatientId; readonly isDeceased: boolean } | null;
  readonly hasPrescriber: boolean;
  /** How the prescriber stood on the day on which it was written, by the source that stands most against; null when none is on record. */
  readonly prescriberStanding: PrescriberStatusFact | null;
  readonly drug: DrugFact | null;
  /** Which pharmacies alone may dispense it, or are paid for it. */
  readonly limits: PharmacyLimits;
  /** The schedule that the sender states, for a drug that is not resolved yet. */
  readonly statedSchedule: string | null;
  readonly writtenOn: CalendarDay | null;
  /** The last day that the sender allows; null when none is said. */
  readonly validUntil: CalendarDay | null;
  readonly quantityThousandths: number | null;
  readonly daysSupply: number | null;
  readonly refills: number | null;
  readonly hasDirections: boolean;
  readonly shipToState: string | null;
  readonly licences: readonly LicenceFact[];
  /** The rules of the pharmacy's state and of the state shipped to. */
  readonly validity: readonly ValidityRule[];
  /** The earlier referral of the same patient and ingredient that this one may repeat, with what a person decided about it. */
  readonly duplicate: DuplicateReferral | null;
  readonly isCancelledAlready: boolean;
  /** The rules that a person overrode, with the right to do so. */
  readonly overridden: readonly string[];
}
