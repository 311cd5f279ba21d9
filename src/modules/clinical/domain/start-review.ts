import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { clinicalRefusals } from '../refusals.ts';

/** How a clinical start review may end. */
export const startReviewOutcomes = {
  cleared: 'Cleared',
  held: 'Held clinically',
  'labs-missing': 'Labs missing',
  'rems-unmet': 'REMS unmet',
} as const;

export type StartReviewOutcome = keyof typeof startReviewOutcomes;

/** Where the safety program (REMS) of the drug stands for this patient. */
export const remsStatuses = {
  'not-required': 'No program for this drug',
  met: 'Met',
  pending: 'Enrollment under way',
  unmet: 'Unmet',
} as const;

export type RemsStatus = keyof typeof remsStatuses;

/** Laboratory results and screenings that a start may ask for, by LOINC code [K: the label decides which drug needs which]. */
export const baselineLabs = {
  '58410-2': 'Complete blood count',
  '24325-3': 'Liver function panel',
  '2160-0': 'Creatinine',
  '71773-6': 'Tuberculosis screen',
  '5195-3': 'Hepatitis B surface antigen',
  '2106-3': 'Pregnancy test',
} as const;

export type BaselineLab = keyof typeof baselineLabs;

/** One laboratory result that the review asked for. */
export interface ReviewedLab {
  readonly loincCode: BaselineLab;
  readonly isPresent: boolean;
  readonly observedOn: CalendarDay | null;
}

/** What a pharmacist found before the start of a therapy. */
export interface StartReview {
  readonly outcome: StartReviewOutcome;
  readonly diagnosisCode: string;
  readonly remsStatus: RemsStatus;
  readonly educationGiven: boolean;
  readonly labs: readonly ReviewedLab[];
}

/** Decides whether a review may be recorded. A start is never cleared with a program unmet, a result missing, or an untaught patient. */
export function decideStartReview(
  review: StartReview,
  place: { readonly remsProgram: string | null; readonly today: CalendarDay },
): Result<null> {
  const missing = review.labs.filter((lab) => !lab.isPresent);
  if (review.labs.some((lab) => lab.observedOn !== null && lab.observedOn > place.today))
    return refuse(clinicalRefusals.dayInFuture);
  if (review.outcome === 'rems-unmet' && place.remsProgram === null) return refuse(clinicalRefusals.noRemsProgram);
  if (review.outcome === 'labs-missing' && missing.length === 0) return refuse(clinicalRefusals.missingLabNotNamed);
  if (review.outcome !== 'cleared') return ok(null);
  if (place.remsProgram !== null && review.remsStatus !== 'met')
    return refuse(clinicalRefusals.remsNotMet, { remsProgram: place.remsProgram });
  if (missing.length > 0)
    return refuse(clinicalRefusals.labStillMissing, { labs: missing.map(({ loincCode }) => loincCode) });
  return review.educationGiven ? ok(null) : refuse(clinicalRefusals.educationMissing);
}
