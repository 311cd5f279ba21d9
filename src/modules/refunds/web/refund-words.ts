import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import type { Tone } from '../../../ui/tone.tsx';
import type * as api from '../api.ts';
import type { Benefit, RefundState } from '../domain/refund.ts';

export type ShownBoard = ResponseOf<typeof api.getRefundBoard>;
export type ShownRefund = ShownBoard['rows'][number];
export type ShownClaimRefund = ResponseOf<typeof api.getClaimRefund>;

/** How the states of a refund look. */
export const stateTones: Readonly<Record<RefundState, Tone>> = {
  awaited: 'waiting',
  refused: 'blocked',
  'with-plan': 'waiting',
  paid: 'done',
  short: 'due',
  over: 'blocked',
  'to-return': 'due',
  withdrawn: 'neutral',
};

/** What benefits are called. */
export const benefitWords: Readonly<Record<Benefit, string>> = { mfp: 'MFP', '340b': '340B', none: 'Neither' };

/** Writes a day of an answer. */
export function day(on: string): string {
  return formatCalendarDay(on as CalendarDay);
}

/** Says where a price comes from, and whether that was checked. */
export function describeSource(of: {
  readonly source: string;
  readonly isVerified?: boolean;
  readonly isSynthetic: boolean;
}): string {
  const doubt = of.isSynthetic ? ', made up' : of.isVerified === false ? ', not verified' : '';
  return `${of.source}${doubt}`;
}
