import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { claimRefusals } from '../refusals.ts';
import type { Adjudication } from './adjudication.ts';

/** Where a claim stands. `unanswered` means that nobody knows whether the payer has it: it is inquired or reversed, never billed again. */
export type ClaimState = 'sending' | 'paid' | 'captured' | 'rejected' | 'reversing' | 'reversed' | 'unanswered';

/** What happens to a claim. */
export type ClaimStep =
  | 'answered-paid'
  | 'answered-captured'
  | 'answered-rejected'
  | 'answered-reversed'
  | 'reversal-refused'
  | 'reversal-unsettled'
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
  reversing: {
    'answered-reversed': 'reversed',
    'reversal-refused': 'paid',
    'reversal-unsettled': 'unanswered',
    'stay-silent': 'reversing',
  },
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

const steps: Readonly<Record<Adjudication['outcome'], ClaimStep>> = {
  paid: 'answered-paid',
  captured: 'answered-captured',
  rejected: 'answered-rejected',
  reversed: 'answered-reversed',
  'reversal-refused': 'reversal-refused',
  silent: 'stay-silent',
};

/** The step of the lifecycle that an answer takes. */
export function stepOfOutcome(outcome: Adjudication['outcome']): ClaimStep {
  return steps[outcome];
}

// Codes by which payers say that there is nothing of this number to take back. Seen in payer sheets, not verified for every payer.
const nothingToReverse: readonly string[] = ['87'];

/**
 * Decides the step that an answer takes. A payer that refuses to take back a billing that it never answered either has none,
 * which settles it, or leaves it open for a person; it never means that the billing is paid.
 */
export function decideAnswerStep(
  answer: Pick<Adjudication, 'outcome' | 'rejectCodes'>,
  wasUnanswered: boolean,
): ClaimStep {
  if (answer.outcome !== 'reversal-refused' || !wasUnanswered) return stepOfOutcome(answer.outcome);
  const hasNone = answer.rejectCodes.length > 0 && answer.rejectCodes.every((code) => nothingToReverse.includes(code));
  return hasNone ? 'answered-reversed' : 'reversal-unsettled';
}
