import { addMinutes, type Instant } from '../../../kernel/instant.ts';

/** When repeated failures pause sign-in with a password. NIST SP 800-63B-4, 3.2.2 allows at most 100 failures of one authenticator. */
export const throttlePolicy = {
  windowMinutes: 10,
  mostFromOneSource: 10,
  accountWindowMinutes: 1440,
  mostOnAccount: 100,
} as const;

/** Recent failures of one account. */
export interface RecentFailures {
  readonly fromThisSource: readonly Instant[];
  readonly onAccount: number;
  /** True when this very device has signed in to the account before. */
  readonly isKnownSource: boolean;
}

/**
 * Tells whether a password may be tried now. A source that fails often is paused alone; an account under attack is closed to
 * devices it does not know, so that nobody can lock its owner out of the devices that the owner uses, nor of passkeys.
 */
export function mayTryPassword(failures: RecentFailures, now: Instant): boolean {
  const since = addMinutes(now, -throttlePolicy.windowMinutes);
  const recent = failures.fromThisSource.filter((failedAt) => failedAt > since).length;
  if (recent >= throttlePolicy.mostFromOneSource) return false;
  return failures.isKnownSource || failures.onAccount < throttlePolicy.mostOnAccount;
}
