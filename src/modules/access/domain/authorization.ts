import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { accessRefusals } from '../refusals.ts';
import { type AuthorizationState, decideAuthorizationState } from './authorization-lifecycle.ts';

/** Why a payer denies, and what is best done first (missing information is sent again, exclusions are never appealed). */
export const denialReasons = {
  'missing-information': { label: 'Missing or incomplete', firstAction: 'Send it again with what is missing.' },
  'step-therapy': {
    label: 'Step therapy',
    firstAction: 'Ask for an exception: failure of or reason against the first drugs.',
  },
  'criteria-not-met': { label: 'Criteria not met', firstAction: 'Peer-to-peer call while it is open, then appeal.' },
  'non-formulary': {
    label: 'Not on the formulary',
    firstAction: 'Formulary exception with the prescriber’s statement.',
  },
  quantity: { label: 'Quantity', firstAction: 'Exception with the reason for the dose.' },
  'off-label': { label: 'Experimental or off-label', firstAction: 'Appeal with compendia, then external review.' },
  exclusion: { label: 'Excluded from the plan', firstAction: 'Not appealable: look for assistance.' },
  'wrong-benefit': { label: 'Wrong benefit or payer', firstAction: 'Send it to the right payer.' },
  'wrong-pharmacy': { label: 'Wrong pharmacy', firstAction: 'Transfer, or ask for a network override.' },
} as const;

export type DenialReason = keyof typeof denialReasons;

/** Why a request was not submitted or was withdrawn. */
export const closingReasons = {
  'prescriber-withdrew': 'Prescriber withdrew it',
  'therapy-changed': 'The therapy was changed',
  'coverage-changed': 'The coverage changed',
  'patient-declined': 'The patient declined',
  'handled-elsewhere': 'Another party submits it',
} as const;

export type ClosingReason = keyof typeof closingReasons;

/** One step of a prior authorization with what was known then. */
export interface AuthorizationStep {
  readonly state: AuthorizationState;
  readonly authorizationNumber: string | null;
  readonly validFrom: CalendarDay | null;
  readonly validTo: CalendarDay | null;
  readonly quantityThousandths: number | null;
  readonly denialReasonCode: DenialReason | null;
  readonly reasonCode: ClosingReason | null;
  /** The last day on which the next step is in time: an answer, or an appeal. */
  readonly deadlineOn: CalendarDay | null;
}

/** Tells whether a state says that the payer agreed. */
export function isApproval(state: AuthorizationState): boolean {
  return state === 'approved' || state === 'partially-approved' || state === 'appeal-approved';
}

/** Tells whether a state says that the payer denied. */
export function isDenial(state: AuthorizationState): boolean {
  return state === 'denied' || state === 'appeal-denied';
}

/** Tells whether a state gives a request up, which takes a reason. */
export function isGivenUp(state: AuthorizationState): boolean {
  return state === 'withdrawn' || state === 'not-submitted';
}

/** Decides a step: the table allows it, an approval names its number and days, a denial its reason and deadline. */
export function decideAuthorizationStep(from: AuthorizationState, step: AuthorizationStep): Result<null> {
  const allowed = decideAuthorizationState(from, step.state);
  if (!allowed.ok) return allowed;
  const { authorizationNumber, validFrom, validTo } = step;
  if (isApproval(step.state) && (authorizationNumber === null || validFrom === null || validTo === null))
    return refuse(accessRefusals.approvalIncomplete);
  if (validFrom !== null && validTo !== null && validTo < validFrom) return refuse(accessRefusals.validityReversed);
  if (isDenial(step.state) && (step.denialReasonCode === null || step.deadlineOn === null))
    return refuse(accessRefusals.denialReasonNeeded);
  if (isGivenUp(step.state) && step.reasonCode === null) return refuse(accessRefusals.reasonNeeded);
  return ok(null);
}

/** Carries the validity on to steps that speak of the same approval, such as one that expires soon. */
export function carryOnValidity(step: AuthorizationStep, former: AuthorizationStep | null): AuthorizationStep {
  const stays = step.state === 'expiring-soon' || step.state === 'renewal-preparing' || step.state === 'expired';
  if (!stays || former === null) return step;
  const { authorizationNumber, validFrom, validTo, quantityThousandths } = former;
  return { ...step, authorizationNumber, validFrom, validTo, quantityThousandths };
}
