import type { Tone } from '../../../ui/tone.tsx';
import type { ClaimState } from '../domain/claim-lifecycle.ts';

/** How a claim may stand, and what that is called. */
export const claimStates: Readonly<Record<ClaimState, { readonly label: string; readonly tone: Tone }>> = {
  sending: { label: 'Sent, no answer yet', tone: 'due' },
  unanswered: { label: 'No answer', tone: 'due' },
  paid: { label: 'Paid', tone: 'done' },
  captured: { label: 'Captured', tone: 'due' },
  rejected: { label: 'Rejected', tone: 'blocked' },
  reversing: { label: 'Being taken back', tone: 'due' },
  reversed: { label: 'Taken back', tone: 'neutral' },
};
