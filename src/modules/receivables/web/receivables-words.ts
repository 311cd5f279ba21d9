import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import type { Tone } from '../../../ui/tone.tsx';
import type * as api from '../api.ts';
import type { DisputeState } from '../domain/dispute.ts';
import type { WriteOffState } from '../domain/write-off.ts';

export type ShownReceivables = ResponseOf<typeof api.getReceivables>;
export type ShownPayer = ShownReceivables['payers'][number];
export type ShownOpenClaim = ResponseOf<typeof api.listOpenClaims>['claims'][number];
export type ShownWriteOff = ResponseOf<typeof api.listWriteOffs>['writeOffs'][number];
export type ShownDispute = ResponseOf<typeof api.listDisputes>['disputes'][number];

/** How the states of disputes and write-offs look. */
export const deedTones: Readonly<Record<DisputeState | WriteOffState, Tone>> = {
  open: 'waiting',
  paid: 'done',
  denied: 'blocked',
  withdrawn: 'neutral',
  proposed: 'due',
  approved: 'done',
  declined: 'neutral',
  reversed: 'neutral',
};

/** What a claim with a dispute is called in a list. */
export const disputedWords: Readonly<Record<DisputeState, string>> = {
  open: 'Disputed',
  paid: 'Dispute paid',
  denied: 'Dispute denied',
  withdrawn: 'Dispute withdrawn',
};

/** Names a payer. */
export function namePayer(name: string | null): string {
  return name ?? 'No payer on file';
}

/** Writes days that came as tenths: `31.2`. */
export function formatTenths(tenths: number | null): string {
  return tenths === null ? '–' : (tenths / 10).toFixed(1);
}

/** Writes a day that came as text. */
export function day(text: string): string {
  return formatCalendarDay(text as CalendarDay);
}
