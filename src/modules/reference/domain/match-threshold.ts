import type { CalendarDay } from '../../../kernel/calendar-day.ts';

/** What can be matched. */
export type MatchKind = 'patient' | 'drug' | 'prescriber' | 'plan';

/** From which score of 100 a match counts by itself, and from which a person is asked. */
export interface MatchThresholds {
  readonly matchAt: number;
  readonly reviewAt: number;
}

/** From which score a second referral of a patient and ingredient is looked at, is surely the same, and within how many days of the first. */
export interface DuplicateThresholds extends MatchThresholds {
  readonly withinDays: number;
}

/** A row of thresholds from a day on, with the reason for it. Duplicate referrals alone say within how many days. */
export type DatedThresholds = {
  readonly validFrom: CalendarDay;
  readonly source: string;
} & (
  | (MatchThresholds & { readonly kind: MatchKind })
  | (DuplicateThresholds & { readonly kind: 'duplicate-referral' })
);

/** `matched` counts by itself, `review` needs a person, `none` found nothing worth a look. */
export type MatchDecision = 'matched' | 'review' | 'none';

/** Decides what a score means; a doubt keeps even a high score from counting by itself. */
export function decideMatch(
  match: { readonly score: number; readonly isDoubtful: boolean },
  thresholds: MatchThresholds,
): MatchDecision {
  if (match.score >= thresholds.matchAt && !match.isDoubtful) return 'matched';
  return match.score >= thresholds.reviewAt ? 'review' : 'none';
}
