import type { Uuid } from '../../../kernel/ids.ts';
import { addMinutes } from '../../../kernel/instant.ts';
import { type Cents, cents } from '../../../kernel/money.ts';
import { hasErrors, type Problem } from '../../../kernel/problem.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { listPayableClaims, type PayableClaim } from '../../claims/index.ts';
import { listPrescriptionsByRxNumber } from '../../prescriptions/index.ts';
import { openWorkItem } from '../../work/index.ts';
import { type AdjudicatedClaim, type ClaimMatch, matchClaims } from '../domain/claim-match.ts';
import type { RemittedClaim, RemittedPayment } from '../domain/payment.ts';
import { decideFileOutcome, type FileOutcome, type RemittanceFileId } from '../domain/remittance-file.ts';
import { paymentPosted } from '../events.ts';
import { insertOutcome, lockUnsettledFile } from '../file-store.ts';
import { insertPayments, listPostedTraces, type NewPayment, readRules, readRxNumber } from '../payment-store.ts';
import { findRefundPayers } from '../refund-line-store.ts';

/** What a reader found in a file. */
export interface ReadFile {
  readonly remittanceFileId: RemittanceFileId;
  readonly payments: readonly RemittedPayment[];
  readonly problems: readonly Problem[];
}

// Whoever works the money looks at exceptions within a day.
const exceptionMinutes = 24 * 60;

/**
 * Settles a file that was read: posts all of its payments with all of their lines, or holds it whole. What is held, and lines that
 * belong to no claim, become work. A file that was settled before stays as it is.
 */
export async function settleRemittanceFile(tx: TenantTransaction, read: ReadFile): Promise<FileOutcome | null> {
  const { remittanceFileId, payments } = read;
  const file = await lockUnsettledFile(tx, remittanceFileId);
  if (file === null) return null;
  const { outcome, problems } = decideFileOutcome(read, await listPostedTraces(tx, payments));
  const isPosted = outcome === 'posted';
  const claims = isPosted
    ? await listAdjudicatedClaims(
        tx,
        payments.flatMap((payment) => payment.claims),
      )
    : [];
  const { toleranceCents } = await readRules(tx);
  const refundPayers = await findRefundPayers(tx, payments);
  const posted = payments.map((payment, index): NewPayment => {
    const matches: readonly ClaimMatch[] = isPosted ? matchClaims(payment.claims, claims, toleranceCents) : [];
    return {
      paymentId: tx.newId<'payment'>(),
      position: index + 1,
      payment,
      matches,
      refundPayer: refundPayers[index] ?? null,
    };
  });
  await insertOutcome(tx, { remittanceFileId, outcome, problems });
  await insertPayments(tx, { remittanceFileId, state: isPosted ? 'posted' : 'held' }, posted);
  if (isPosted) await announcePosted(tx, remittanceFileId, posted);
  else {
    const first = problems.find((problem) => hasErrors([problem]));
    const place = { place: first?.where ?? 'file' };
    await openException(tx, { remittanceFileId, reasonCode: first?.code ?? 'held', facts: place });
  }
  tx.touch('remittances');
  tx.touch(`remittance:${remittanceFileId}`);
  return outcome;
}

async function announcePosted(
  tx: TenantTransaction,
  remittanceFileId: RemittanceFileId,
  posted: readonly NewPayment[],
): Promise<void> {
  for (const { paymentId } of posted) await tx.announce(paymentPosted, { paymentId, remittanceFileId }, paymentId);
  const unmatched = posted.flatMap(({ matches }) => matches).filter(({ claim }) => claim === null).length;
  if (unmatched > 0) await openException(tx, { remittanceFileId, reasonCode: 'unmatched-lines', facts: { unmatched } });
}

/** Opens the work of a file: there is one for each, whatever is the matter with it. */
async function openException(
  tx: TenantTransaction,
  asked: {
    readonly remittanceFileId: RemittanceFileId;
    readonly reasonCode: string;
    readonly facts: Readonly<Record<string, string | number>>;
  },
): Promise<void> {
  const { reasonCode, facts } = asked;
  const subjectId = asked.remittanceFileId as unknown as Uuid;
  const dueAt = addMinutes(tx.now, exceptionMinutes);
  const subject = { queue: 'remittance-exceptions', subjectKind: 'remittance-file', subjectId, siteId: null } as const;
  await openWorkItem(tx, { ...subject, reasonCode, dueAt, facts });
}

/** Lists the claims to which these lines may belong, with the numbers by which they are found. */
export async function listAdjudicatedClaims(
  tx: TenantTransaction,
  lines: readonly Pick<RemittedClaim, 'rxNumber' | 'payerClaimNumber'>[],
): Promise<readonly AdjudicatedClaim[]> {
  const rxNumbers = [...new Set(lines.flatMap(({ rxNumber }) => readRxNumber(rxNumber) ?? []))];
  const numbers = new Set(lines.map(({ payerClaimNumber }) => payerClaimNumber.trim()).filter((one) => one !== ''));
  const prescriptions = await listPrescriptionsByRxNumber(tx, rxNumbers);
  const payable = await listPayableClaims(tx, {
    prescriptionIds: [...prescriptions.keys()],
    authorizationNumbers: [...numbers],
  });
  return payable.map((claim) => toAdjudicated(claim, prescriptions.get(claim.prescriptionId) ?? ''));
}

/** Tells a claim in the words of matching. */
export function toAdjudicated(claim: PayableClaim, rxNumber: string): AdjudicatedClaim {
  const { claimId, serviceOn, authorizationNumber, state, totalPaidCents } = claim;
  const isReversed = state === 'reversed' || state === 'reversing';
  const expectedCents: Cents = totalPaidCents ?? cents(0);
  return { id: claimId, rxNumber, serviceOn, authorizationNumber, expectedCents, isReversed };
}
