import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { type Cents, cents } from '../../../kernel/money.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import type { Tone } from '../../../ui/tone.tsx';
import type * as api from '../api.ts';
import { dismissalReasons } from '../domain/remittance-file.ts';

export type ShownFile = ResponseOf<typeof api.listRemittances>['files'][number];
export type ShownPayment = ResponseOf<typeof api.getRemittance>['payments'][number];
export type ShownLine = ResponseOf<typeof api.listRemittanceLines>['lines'][number];

/** How the lines of a payment may stand, and what that is called. */
export const lineStates = {
  unmatched: { label: 'No claim found', tone: 'blocked' },
  short: { label: 'Paid short', tone: 'due' },
  'taken-back': { label: 'Taken back', tone: 'due' },
  paid: { label: 'As agreed', tone: 'done' },
} as const satisfies Readonly<Record<ShownLine['state'], { readonly label: string; readonly tone: Tone }>>;

/** By what a line was matched. */
export const matchKeys: Readonly<Record<NonNullable<ShownLine['key']>, string>> = {
  prescription: 'Rx number and day',
  authorization: 'Authorization number',
  person: 'By hand',
};

/** What claim statuses (CLP02) mean. [K] The wording of X12's code list is licensed; these are our own words. */
const claimStatuses: Readonly<Record<string, string>> = {
  '1': 'Paid as primary',
  '2': 'Paid as secondary',
  '3': 'Paid as tertiary',
  '4': 'Denied',
  '19': 'Primary, sent on',
  '20': 'Secondary, sent on',
  '21': 'Tertiary, sent on',
  '22': 'Taken back',
  '23': 'Not ours, sent on',
  '25': 'Estimate only',
};

/** Says what a claim status means, or its code where that is not known. */
export function describeStatus(code: string): string {
  return claimStatuses[code] ?? `Status ${code}`;
}

/** What reasons of provider adjustments mean, in our own words. [K] The code list belongs to X12. */
const adjustmentReasons: Readonly<Record<string, string>> = {
  WO: 'Overpayment recovered',
  FB: 'Balance carried',
  CS: 'Adjustment',
  L6: 'Interest',
  '72': 'Authorized return',
  '50': 'Late charge',
  J1: 'Nonreimbursable',
};

/** Says what the reason of a provider adjustment means. */
export function describeReason(code: string): string {
  const words = adjustmentReasons[code];
  return words === undefined ? code : `${words} (${code})`;
}

/** Says how a file stands. */
export function describeFile(file: Pick<ShownFile, 'outcome' | 'dismissedFor'>): {
  readonly label: string;
  readonly tone: Tone;
} {
  if (file.dismissedFor !== null) return { label: dismissalReasons[file.dismissedFor], tone: 'neutral' };
  if (file.outcome === null) return { label: 'Being read', tone: 'waiting' };
  if (file.outcome === 'posted') return { label: 'Posted', tone: 'done' };
  return { label: file.outcome === 'held' ? 'Held' : 'Cannot be read', tone: 'blocked' };
}

/** Writes a count with its word: `1 line`, `3 lines`. */
export function countOf(count: number, word: string): string {
  return `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`;
}

/** Sums what the payments of a file come to. */
export function sumPayments(payments: readonly { readonly paymentCents: number }[]): Cents {
  return cents(payments.reduce((sum, { paymentCents }) => sum + paymentCents, 0));
}

/** Writes a day of a remittance as days are written everywhere; empty when the payer gave none. */
export function day(on: string | null | undefined): string {
  return on == null ? '' : formatCalendarDay(on as CalendarDay);
}
