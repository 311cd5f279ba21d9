import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { identityRefusals } from '../refusals.ts';

/** Decides whether a person may decide a proposal: once, in time, and never their own. */
export function decideSecondPerson(
  proposal: { readonly proposedBy: string; readonly expiresAt: string; readonly decision: string | null },
  second: { readonly person: string; readonly now: string },
): Result<null> {
  if (proposal.decision !== null) return refuse(identityRefusals.proposalDecided);
  if (proposal.expiresAt <= second.now) return refuse(identityRefusals.proposalExpired);
  return proposal.proposedBy === second.person ? refuse(identityRefusals.ownProposal) : ok(null);
}
