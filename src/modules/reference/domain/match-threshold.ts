/** What can be matched. */
export type MatchKind = 'patient' | 'drug' | 'prescriber' | 'plan';

/** From which score of 100 a match counts by itself, and from which a person is asked. */
export interface MatchThresholds {
  readonly matchAt: number;
  readonly reviewAt: number;
}

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
