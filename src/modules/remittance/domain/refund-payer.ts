import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { RemittedClaim, RemittedPayment } from './payment.ts';

/** What a payment is for: claims of a payer, or refunds of manufacturers. */
export type PaymentPurpose = 'claims' | 'refunds';

/** A payer whose remittances bring refunds of manufacturers, such as the Medicare Transaction Facilitator, from a day on. */
export interface RefundPayer {
  readonly payerId: string;
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
  /** Under which qualifier of a reference (REF01) a line carries the transaction code of the payer. */
  readonly codeQualifier: string;
  readonly source: string;
  readonly isVerified: boolean;
}

/** Finds the refund payer that a payment is of, by payer id and the day it was paid; null for a payment of claims. */
export function findRefundPayer(
  known: readonly RefundPayer[],
  payment: Pick<RemittedPayment, 'payerId' | 'paidOn'>,
  today: CalendarDay,
): RefundPayer | null {
  const on = payment.paidOn ?? today;
  return (
    known.find(
      ({ payerId, validFrom, validTo }) =>
        payerId === payment.payerId && validFrom <= on && (validTo === null || validTo >= on),
    ) ?? null
  );
}

/** Reads the transaction code of a line under the qualifier of its payer; null where it has none. */
export function readTransactionCode(line: RemittedClaim, payer: Pick<RefundPayer, 'codeQualifier'>): string | null {
  const found = line.references?.find(({ qualifier }) => qualifier === payer.codeQualifier);
  return found === undefined || found.value.trim() === '' ? null : found.value.trim();
}
