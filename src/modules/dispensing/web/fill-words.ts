import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import type { Tone } from '../../../ui/tone.tsx';
import type * as api from '../api.ts';
import type { FillState, FillStep } from '../domain/fill-lifecycle.ts';

/** A fill at the bench: what is to be filled, what was scanned, which papers go with it, and the next step. */
export type FillAtBench = ResponseOf<typeof api.getFill>;

/** What each state of a fill is called on screen, and how it looks. */
export const fillStates: Readonly<Record<FillState, { readonly label: string; readonly tone: Tone }>> = {
  'awaiting-claim': { label: 'Waiting for the claim', tone: 'waiting' },
  'awaiting-release': { label: 'Not yet released', tone: 'due' },
  'ready-to-fill': { label: 'Ready to fill', tone: 'current' },
  picked: { label: 'Being filled', tone: 'current' },
  filled: { label: 'Waiting for verification', tone: 'due' },
  verified: { label: 'Verified', tone: 'done' },
  'handed-over': { label: 'Left the pharmacy', tone: 'done' },
  cancelled: { label: 'Given up', tone: 'neutral' },
  returned: { label: 'Returned to stock', tone: 'neutral' },
};

/** What each step of a fill is called on screen. */
export const fillSteps: Readonly<Record<FillStep | 'open', string>> = {
  open: 'Fill opened',
  'claim-paid': 'Claim paid',
  'claim-lost': 'Claim taken back',
  release: 'Released to fill',
  pick: 'Lot picked',
  'put-back': 'Put back on the shelf',
  'complete-filling': 'Counted and scanned',
  verify: 'Product verified',
  unverify: 'Verification taken back',
  'hand-over': 'Handed over',
  cancel: 'Given up',
  'return-to-stock': 'Returned to stock',
};

/** Coded reasons for giving a fill up, putting it back or taking a verification back. */
export const leaveReasons = {
  'wrong-product': 'Wrong product or quantity',
  'patient-cancelled': 'Patient cancelled',
  'prescriber-changed': 'Prescriber changed the order',
  'payer-changed': 'Payer or claim changed',
  damaged: 'Package damaged',
  'wrong-patient': 'Wrong patient',
  'not-picked-up': 'Not picked up',
} as const;

/** Says from which day the payer may be asked for the next fill. */
export function describeEarliest({ from }: { readonly from: string }): string {
  return `The payer pays for the next fill from ${formatCalendarDay(from as CalendarDay)}`;
}
