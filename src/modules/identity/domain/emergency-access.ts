import type { StaffId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { identityRefusals } from '../refusals.ts';

/** How long an emergency access is open, in minutes. */
export const emergencyAccessMinutes = 60;

/** Why records are opened in an emergency. */
export const accessReasons = [
  'patient-emergency',
  'drug-recall',
  'cover-for-site',
  'system-downtime',
  'other',
] as const;

export type AccessReason = (typeof accessReasons)[number];

/** What a review of an emergency access says. */
export const accessVerdicts = ['justified', 'not-justified', 'followed-up'] as const;

export type AccessVerdict = (typeof accessVerdicts)[number];

/** The fewest letters of a reason in words. */
const shortestReason = 10;

/** Decides whether a reason in words says enough to be reviewed later. */
export function decideReason(reason: string): Result<string> {
  const text = reason.trim();
  return text.replace(/\s/g, '').length >= shortestReason ? ok(text) : refuse(identityRefusals.reasonNeeded);
}

/** Decides whether somebody may review an emergency access: nobody reviews an own one, and each is reviewed once. */
export function decideReview(
  access: { readonly staffId: StaffId; readonly reviewedAt: Instant | null },
  reviewer: StaffId,
): Result<null> {
  if (access.staffId === reviewer) return refuse(identityRefusals.ownAccess);
  return access.reviewedAt === null ? ok(null) : refuse(identityRefusals.accessReviewed);
}
