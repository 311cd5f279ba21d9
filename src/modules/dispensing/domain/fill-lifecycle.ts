import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { dispensingRefusals } from '../refusals.ts';

/** Where a fill stands. */
export type FillState =
  | 'awaiting-claim'
  | 'awaiting-release'
  | 'ready-to-fill'
  | 'picked'
  | 'filled'
  | 'verified'
  | 'handed-over'
  | 'cancelled'
  | 'returned';

/** What is done to a fill. */
export type FillStep =
  | 'claim-paid'
  | 'claim-lost'
  | 'release'
  | 'pick'
  | 'put-back'
  | 'complete-filling'
  | 'verify'
  | 'unverify'
  | 'hand-over'
  | 'cancel'
  | 'return-to-stock';

/** The one table of what may follow what. */
const transitions: Readonly<Record<FillState, Partial<Record<FillStep, FillState>>>> = {
  'awaiting-claim': { 'claim-paid': 'awaiting-release', cancel: 'cancelled' },
  'awaiting-release': { release: 'ready-to-fill', 'claim-lost': 'awaiting-claim', cancel: 'cancelled' },
  'ready-to-fill': { pick: 'picked', 'claim-lost': 'awaiting-claim', cancel: 'cancelled' },
  picked: { 'complete-filling': 'filled', 'put-back': 'ready-to-fill', cancel: 'cancelled' },
  filled: { verify: 'verified', 'put-back': 'ready-to-fill', cancel: 'cancelled' },
  verified: { 'hand-over': 'handed-over', unverify: 'filled', 'return-to-stock': 'returned' },
  'handed-over': { 'return-to-stock': 'returned' },
  cancelled: {},
  returned: {},
};

/** Decides the next state of a fill. Refuses a step that its state does not allow. */
export function decideFillStep(state: FillState, step: FillStep): Result<FillState> {
  const next = transitions[state][step];
  return next === undefined ? refuse(dispensingRefusals.stepNotAllowed, { state, step }) : ok(next);
}

/** Tells whether a fill is on its way to the patient and not yet out of the house. */
export function isUnderWay(state: FillState): boolean {
  return state !== 'handed-over' && state !== 'cancelled' && state !== 'returned';
}
