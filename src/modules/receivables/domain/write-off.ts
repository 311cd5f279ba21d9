import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { receivablesRefusals } from '../refusals.ts';

/** Why an open amount is given up, and what that is called. */
export const writeOffReasons = {
  'small-balance': 'Smaller than the work to collect it',
  'timely-filing': 'Too late to bill or to contest',
  'dispute-lost': 'Disputed and denied',
  'contract-price': 'The contract allows what was paid',
  'payer-insolvent': 'The payer cannot pay',
} as const;

export type WriteOffReason = keyof typeof writeOffReasons;

/** How a write-off stands. */
export const writeOffStates = {
  proposed: 'Waits for a second person',
  approved: 'Written off',
  declined: 'Declined',
  reversed: 'Taken back',
} as const;

export type WriteOffState = keyof typeof writeOffStates;

/** Decides whether an amount may be proposed: at most what the payer owes, and one proposal at a time. */
export function decideProposal(
  wanted: { readonly cents: number },
  claim: { readonly openCents: number; readonly waitsForDecision: boolean },
): Result<null> {
  if (claim.waitsForDecision) return refuse(receivablesRefusals.writeOffWaiting);
  return wanted.cents > claim.openCents ? refuse(receivablesRefusals.moreThanOpen) : ok(null);
}

/** Decides whether a person may decide a write-off: once, and never their own. */
export function decideSecondPerson(
  writeOff: { readonly state: WriteOffState; readonly proposedBy: string },
  person: string | null,
): Result<null> {
  if (person === null) return refuse(receivablesRefusals.staffOnly);
  if (writeOff.state !== 'proposed') return refuse(receivablesRefusals.writeOffDecided);
  return writeOff.proposedBy === person ? refuse(receivablesRefusals.ownWriteOff) : ok(null);
}

/** Decides whether a write-off may be taken back: an approved one, by anyone who may decide. */
export function decideTakingBack(writeOff: { readonly state: WriteOffState }): Result<null> {
  return writeOff.state === 'approved' ? ok(null) : refuse(receivablesRefusals.writeOffNotApproved);
}
