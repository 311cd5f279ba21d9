import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { identityRefusals } from '../refusals.ts';

/** How long an emergency access is open, in minutes. */
export const emergencyAccessMinutes = 60;

/** Why records are opened in an emergency, and what each reason is called on screen. */
export const accessReasonLabels = {
  'patient-emergency': 'A patient is in danger',
  'drug-recall': 'A drug is recalled',
  'cover-for-site': 'Covering for another site',
  'system-downtime': 'Another system is down',
  other: 'Another reason',
} as const;

export type AccessReason = keyof typeof accessReasonLabels;

/** The codes of the reasons. */
export const accessReasons = Object.keys(accessReasonLabels) as readonly AccessReason[];

/** What a review of an emergency access says, and what each verdict is called on screen. */
export const accessVerdictLabels = {
  justified: 'Justified',
  'not-justified': 'Not justified',
  'followed-up': 'Followed up',
} as const;

export type AccessVerdict = keyof typeof accessVerdictLabels;

/** The codes of the verdicts. */
export const accessVerdicts = Object.keys(accessVerdictLabels) as readonly AccessVerdict[];

/** The fewest letters of a reason in words. */
const shortestReason = 10;

/** Decides whether a reason in words says enough to be reviewed later. */
export function decideReason(reason: string): Result<string> {
  const text = reason.trim();
  return text.replace(/\s/g, '').length >= shortestReason ? ok(text) : refuse(identityRefusals.reasonNeeded);
}

/** Decides whether somebody may review an emergency access: nobody reviews an own one, and each is reviewed once. */
export function decideReview(
  access: { readonly staffId: string; readonly reviewedAt: Instant | string | null },
  reviewer: string,
): Result<null> {
  if (access.staffId === reviewer) return refuse(identityRefusals.ownAccess);
  return access.reviewedAt === null ? ok(null) : refuse(identityRefusals.accessReviewed);
}

/** Computes when an access ended or will end: at its hour, or earlier by its person or by its review. */
export function computeAccessEnd(access: {
  readonly expiresAt: Instant;
  readonly endedAt: Instant | null;
  readonly reviewedAt: Instant | null;
}): Instant {
  const ends = [access.expiresAt, access.endedAt, access.reviewedAt].filter((end) => end !== null);
  return ends.reduce((first, end) => (end < first ? end : first), access.expiresAt);
}
