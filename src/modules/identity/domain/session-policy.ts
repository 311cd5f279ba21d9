import { addMinutes, type Instant } from '../../../kernel/instant.ts';

/** How long a session lives, in minutes (NIST SP 800-63B-4, AAL3 values: inactivity 15 minutes, overall 12 hours). */
export const sessionPolicy = { idleMinutes: 15, absoluteMinutes: 720, freshMinutes: 5 } as const;

/** The clock marks of a session. */
export interface SessionMarks {
  readonly openedAt: Instant;
  readonly lastSeenAt: Instant;
  readonly provenAt: Instant;
  readonly lockedAt: Instant | null;
  readonly endedAt: Instant | null;
}

export type SessionState = 'open' | 'locked' | 'ended';

/** Decides what a session is worth at an instant: ended after twelve hours, locked after fifteen idle minutes. */
export function decideSessionState(marks: SessionMarks, now: Instant): SessionState {
  if (marks.endedAt !== null || now >= addMinutes(marks.openedAt, sessionPolicy.absoluteMinutes)) return 'ended';
  if (marks.lockedAt !== null || now >= addMinutes(marks.lastSeenAt, sessionPolicy.idleMinutes)) return 'locked';
  return 'open';
}

/** Tells whether the proof of identity is fresh enough for a sensitive step. */
export function isFreshlyProven(provenAt: Instant, now: Instant): boolean {
  return now < addMinutes(provenAt, sessionPolicy.freshMinutes);
}
