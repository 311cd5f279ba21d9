import type { CalendarDay } from '../../../kernel/calendar-day.ts';

/** What a transaction of the facilitator does to a refund. */
export type CodeEffect = 'payment' | 'reversal' | 'information' | 'refused' | 'plan';

/** A transaction code of the Medicare Transaction Facilitator in words, from a day on. */
export interface TransactionCode {
  readonly code: string;
  readonly sentence: string;
  readonly effect: CodeEffect;
  readonly validFrom: CalendarDay;
  readonly source: string;
  readonly isVerified: boolean;
}

const from = {
  validFrom: '2026-01-01' as CalendarDay,
  source: 'Glossary of a manufacturer’s MFP portal; the record layout of the facilitator is not public',
  isVerified: false,
} as const;

/** [K] The codes are those of a public glossary, not of a companion guide. */
const transactionCodes: readonly TransactionCode[] = [
  { code: '001', sentence: 'Original', effect: 'payment', ...from },
  { code: '002', sentence: 'Adjustment', effect: 'payment', ...from },
  { code: '003', sentence: 'Reversal', effect: 'reversal', ...from },
  { code: '004', sentence: 'For information', effect: 'information', ...from },
  { code: '005', sentence: 'Withdrawn', effect: 'information', ...from },
  { code: '009', sentence: 'Not eligible', effect: 'refused', ...from },
  { code: '011', sentence: 'Settled with the plan', effect: 'plan', ...from },
  { code: '012', sentence: 'Adjustment settled with the plan', effect: 'plan', ...from },
  { code: '013', sentence: 'Reversal settled with the plan', effect: 'plan', ...from },
];

/** Finds what a code means on a day; null for one that is not known. */
export function findTransactionCode(code: string, on: CalendarDay): TransactionCode | null {
  const known = transactionCodes.filter((one) => one.code === code && one.validFrom <= on);
  return known.toSorted((left, right) => (left.validFrom < right.validFrom ? 1 : -1))[0] ?? null;
}

/** Tells what a line does: by its code, or by its status and amount where it has none or an unknown one. */
export function readEffect(
  line: { readonly transactionCode: string | null; readonly statusCode: string; readonly paidCents: number },
  on: CalendarDay,
): CodeEffect {
  const known = line.transactionCode === null ? null : findTransactionCode(line.transactionCode, on);
  if (known !== null) return known.effect;
  if (line.statusCode === '22') return 'reversal';
  if (line.statusCode === '4') return 'refused';
  return line.paidCents === 0 ? 'information' : 'payment';
}
