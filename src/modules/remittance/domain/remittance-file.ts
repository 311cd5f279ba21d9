import type { Id, StaffId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { hasErrors, type Problem } from '../../../kernel/problem.ts';
import { computePaymentBalance, type RemittedPayment } from './payment.ts';

export type RemittanceFileId = Id<'remittance-file'>;
export type PaymentId = Id<'payment'>;

/** What became of a file: posted whole or held whole; null while nobody has read it. */
export type FileOutcome = 'posted' | 'held' | 'unreadable';

/** Why a held file was set aside. */
export const dismissalReasons = {
  'payer-will-resend': 'Payer sends it again',
  'entered-by-hand': 'Worked outside of Theriac',
  'not-for-us': 'Not for this pharmacy',
  'test-file': 'Test file',
} as const;

export type DismissalReason = keyof typeof dismissalReasons;

/** A file as it stands. */
export interface RemittanceFile {
  readonly remittanceFileId: RemittanceFileId;
  readonly fileId: Id<'file'>;
  readonly fileName: string;
  readonly byteCount: number;
  readonly source: 'folder' | 'browser' | 'import';
  readonly receivedAt: Instant;
  readonly receivedBy: StaffId | null;
  readonly outcome: FileOutcome | null;
  readonly problems: readonly Problem[];
  readonly settledAt: Instant | null;
  readonly dismissedFor: DismissalReason | null;
}

/** A payment that was posted before, by which a repeat is known. */
export interface KnownPayment {
  readonly payerId: string;
  readonly traceNumber: string;
}

const problem = (code: string, where: string, text: string): Problem => ({
  ...{ code: `remittance.${code}`, where, text },
  severity: 'error',
});

/**
 * Decides what becomes of a file: it is posted in one go or held whole. It is held when its reading had errors, when a payment does
 * not balance, or when a payment has the trace number of one that was posted before.
 */
export function decideFileOutcome(
  read: { readonly payments: readonly RemittedPayment[]; readonly problems: readonly Problem[] },
  known: readonly KnownPayment[],
): { readonly outcome: FileOutcome; readonly problems: readonly Problem[] } {
  if (read.payments.length === 0) {
    const none = problem('no-payment', 'file', 'The file holds no 835 that can be read.');
    return { outcome: 'unreadable', problems: [...read.problems, none] };
  }
  const seen = new Set(known.map(composeTrace));
  const own = read.payments.flatMap((payment, index) => {
    const where = `payment ${index + 1}`;
    const isRepeated = seen.has(composeTrace(payment));
    seen.add(composeTrace(payment));
    return [
      ...(isRepeated
        ? [problem('repeated-trace', where, 'A payment of this payer with this trace number was posted before.')]
        : []),
      ...(computePaymentBalance(payment).isBalanced ||
      read.problems.some(({ code }) => code.endsWith('payment-imbalance'))
        ? []
        : [problem('payment-imbalance', where, 'The payment is not its claims less the adjustments of the provider.')]),
    ];
  });
  const problems = [...read.problems, ...own];
  return { outcome: hasErrors(problems) ? 'held' : 'posted', problems };
}

function composeTrace({ payerId, traceNumber }: KnownPayment): string {
  return JSON.stringify([payerId, traceNumber]);
}
