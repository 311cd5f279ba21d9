import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { accessRefusals } from '../refusals.ts';

/** Where a prior authorization may stand, and what each state is called on screen. */
export const authorizationStates = {
  'not-assessed': 'Not assessed',
  'not-required': 'Not required',
  required: 'Required',
  preparing: 'Preparing',
  'awaiting-provider': 'Awaiting prescriber',
  'ready-for-review': 'Ready for review',
  submitted: 'Submitted',
  'pended-info': 'Pended: information needed',
  approved: 'Approved',
  'partially-approved': 'Partially approved',
  denied: 'Denied',
  withdrawn: 'Withdrawn',
  'not-submitted': 'Not submitted',
  'appeal-draft': 'Appeal being prepared',
  'appeal-submitted': 'Appeal submitted',
  'appeal-approved': 'Appeal approved',
  'appeal-denied': 'Appeal denied',
  'external-review': 'External review',
  exhausted: 'Appeals exhausted',
  'expiring-soon': 'Expiring soon',
  'renewal-preparing': 'Renewal being prepared',
  expired: 'Expired',
  voided: 'Voided by a coverage change',
} as const;

export type AuthorizationState = keyof typeof authorizationStates;

const determinations = ['approved', 'partially-approved', 'denied'] as const;
const inForce: readonly AuthorizationState[] = ['expiring-soon', 'renewal-preparing', 'expired', 'voided'];

/** The one table of what may follow what. A state with nothing behind it is the end. */
const nextStates: Readonly<Record<AuthorizationState, readonly AuthorizationState[]>> = {
  'not-assessed': ['not-required', 'required'],
  'not-required': [],
  required: ['preparing', 'not-submitted', 'not-required'],
  preparing: ['awaiting-provider', 'ready-for-review', 'withdrawn', 'not-submitted'],
  'awaiting-provider': ['preparing', 'withdrawn', 'not-submitted'],
  'ready-for-review': ['submitted', 'preparing', 'withdrawn', 'not-submitted'],
  submitted: [...determinations, 'pended-info', 'withdrawn'],
  'pended-info': ['submitted', ...determinations, 'withdrawn'],
  approved: inForce,
  'partially-approved': [...inForce, 'appeal-draft'],
  denied: ['appeal-draft', 'preparing', 'exhausted'],
  withdrawn: [],
  'not-submitted': [],
  'appeal-draft': ['appeal-submitted', 'exhausted'],
  'appeal-submitted': ['appeal-approved', 'appeal-denied'],
  'appeal-approved': inForce,
  'appeal-denied': ['appeal-draft', 'external-review', 'exhausted'],
  'external-review': ['appeal-approved', 'appeal-denied', 'exhausted'],
  exhausted: [],
  'expiring-soon': ['renewal-preparing', 'expired', 'voided'],
  'renewal-preparing': ['ready-for-review', 'expired', 'voided'],
  expired: ['preparing'],
  voided: [],
};

/** Lists the states that may follow a state. */
export function listNextStates(state: AuthorizationState): readonly AuthorizationState[] {
  return nextStates[state];
}

/** Tells whether nothing can follow a state: what comes next is another authorization. */
export function isClosed(state: AuthorizationState): boolean {
  return nextStates[state].length === 0;
}

/** Decides whether a prior authorization may enter a state; one that is not yet begun counts as not assessed. */
export function decideAuthorizationState(from: AuthorizationState, to: AuthorizationState): Result<AuthorizationState> {
  return nextStates[from].includes(to) ? ok(to) : refuse(accessRefusals.stepNotAllowed, { state: from, step: to });
}
