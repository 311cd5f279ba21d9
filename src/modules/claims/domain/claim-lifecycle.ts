import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { claimRefusals } from '../refusals.ts';

/** Where a claim stands. `unanswered` means that nobody knows whether the payer has it: it is inquired or reversed, never billed again. */
export type ClaimState = 'sending' | 'paid' | 'captured' | 'rejected' | 'reversing' | 'reversed' | 'unanswered';

/** What happens to a claim. */
export type ClaimStep =
  | 'answered-paid'
  | 'answered-captured'
  | 'answered-rejected'
  | 'answered-reversed'
  | 'reversal-refused'
  | 'reverse'
  | 'stay-silent'
  | 'send-again';

/** The one table of what may follow what. */
const transitions: Readonly<Record<ClaimState, Partial<Record<ClaimStep, ClaimState>>>> = {
  sending: {
    'answered-paid': 'paid',
    'answered-captured': 'captured',
    'answered-rejected': 'rejected',
    'stay-silent': 'unanswered',
  },
  unanswered: {
    'answered-paid': 'paid',
    'answered-captured': 'captured',
    'answered-rejected': 'rejected',
    reverse: 'reversing',
    'send-again': 'sending',
  },
  paid: { reverse: 'reversing', 'answered-paid': 'paid' },
  captured: { reverse: 'reversing', 'answered-paid': 'paid', 'answered-captured': 'captured' },
  reversing: { 'answered-reversed': 'reversed', 'reversal-refused': 'paid', 'stay-silent': 'reversing' },
  rejected: { 'answered-rejected': 'rejected' },
  reversed: { 'answered-reversed': 'reversed' },
};

/** Decides the next state of a claim. Refuses a step that its state does not allow. */
export function decideClaimStep(state: ClaimState, step: ClaimStep): Result<ClaimState> {
  const next = transitions[state][step];
  return next === undefined ? refuse(claimRefusals.stepNotAllowed, { state, step }) : ok(next);
}

/** Tells whether a payer may pay, or may have paid, for a claim in a state. */
export function mayBePaid(state: ClaimState): boolean {
  return state !== 'rejected' && state !== 'reversed';
}
