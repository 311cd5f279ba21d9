import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Cents } from '../../../kernel/money.ts';

/** How much an interruption endangers a patient, as the health system assessed it. */
type ClinicalRisk = 'low' | 'moderate' | 'high';

/** What a therapy lends to the order of its work and to whom it suits. Each fact says from what it follows; null is not known or not at stake. */
export interface TherapyFacts {
  /** The beginning of the day by which the patient needs the drug. */
  readonly needByAt: Instant | null;
  readonly needByOn: CalendarDay | null;
  readonly needByFrom: 'clinic-appointment' | 'agreed-delivery' | 'expected-start' | null;
  /** The beginning of the first day without a supply. */
  readonly runOutAt: Instant | null;
  readonly runOutOn: CalendarDay | null;
  readonly clinicalRisk: ClinicalRisk | null;
  /** Whether the assessment was checked against a source. */
  readonly isRiskVerified: boolean | null;
  /** What the pharmacy does not earn when the fill is lost. */
  readonly atRiskCents: Cents | null;
  readonly atRiskFrom: 'paid-claim' | 'submitted-claim' | 'expected-price' | null;
  /** The programme of the drug. */
  readonly programme: string | null;
  /** The primary tag of the language of the patient. */
  readonly patientLanguage: string | null;
  /** Whether the patient wants an interpreter; null where none is needed. */
  readonly needsInterpreter: true | null;
  /** The state to which medicines go. */
  readonly shipToState: string | null;
}

/** What a therapy lends that has ended, or of which nothing is known. */
export const noTherapyFacts: TherapyFacts = {
  ...{ needByAt: null, needByOn: null, needByFrom: null, runOutAt: null, runOutOn: null },
  ...{ clinicalRisk: null, isRiskVerified: null, atRiskCents: null, atRiskFrom: null },
  ...{ programme: null, patientLanguage: null, needsInterpreter: null, shipToState: null },
};
