import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { type Cents, sumCents } from '../../../kernel/money.ts';

/** Why a payer paid other than charged, by group and reason (CARC). */
export interface PaymentAdjustment {
  readonly groupCode: string;
  readonly reasonCode: string;
  readonly cents: Cents;
}

/** What a remittance says of one claim, in neutral words. */
export interface RemittedClaim {
  /** Where it stands in the file, such as `segment 14`. */
  readonly place: string;
  readonly rxNumber: string;
  readonly payerClaimNumber: string;
  /** The claim status of the payer; `22` takes an earlier payment back. */
  readonly statusCode: string;
  readonly serviceOn: CalendarDay | null;
  readonly ndc11: string | null;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly patientResponsibilityCents: Cents | null;
  readonly adjustments: readonly PaymentAdjustment[];
  /** References of the claim and its services by qualifier (REF), where the reader gives them. */
  readonly references?: readonly { readonly qualifier: string; readonly value: string }[];
  /** Remarks (RARC), where the reader gives them. */
  readonly remarkCodes?: readonly string[];
}

/** An amount that belongs to no claim. A positive one is deducted from the payment. */
export interface ProviderAdjustment {
  readonly reasonCode: string;
  readonly reference: string;
  readonly cents: Cents;
}

/** One payment with what it pays. */
export interface RemittedPayment {
  readonly traceNumber: string;
  readonly payerId: string;
  readonly payerName: string;
  readonly payeeId: string;
  readonly paidOn: CalendarDay | null;
  readonly paymentCents: Cents;
  readonly claims: readonly RemittedClaim[];
  readonly providerAdjustments: readonly ProviderAdjustment[];
}

/** The status by which a payer takes an earlier payment back (CLP02). */
export const reversalStatus = '22';

/** How a payment adds up: it balances if and only if it is the paid claims less the provider's adjustments. */
export interface PaymentBalance {
  readonly claimPaidCents: Cents;
  readonly providerAdjustmentCents: Cents;
  /** What the bank must show. */
  readonly depositCents: Cents;
  readonly isBalanced: boolean;
}

/** Computes how a payment adds up. */
export function computePaymentBalance(payment: RemittedPayment): PaymentBalance {
  const claimPaidCents = sumCents(payment.claims.map(({ paidCents }) => paidCents));
  const providerAdjustmentCents = sumCents(payment.providerAdjustments.map(({ cents }) => cents));
  const depositCents = (claimPaidCents - providerAdjustmentCents) as Cents;
  const isBalanced = depositCents === payment.paymentCents;
  return { claimPaidCents, providerAdjustmentCents, depositCents, isBalanced };
}
