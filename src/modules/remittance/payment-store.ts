import { sql } from 'kysely';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { dayIn, type TimeZone } from '../../kernel/instant.ts';
import { actorIdOf } from '../../platform/transaction/actor.ts';
import { inBulk } from '../../platform/transaction/bulk.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type ClaimMatch, normalizeRxNumber } from './domain/claim-match.ts';
import { computePaymentBalance, type RemittedPayment } from './domain/payment.ts';
import type { RefundPayer } from './domain/refund-payer.ts';
import type { KnownPayment, PaymentId, RemittanceFileId } from './domain/remittance-file.ts';
import { type RemittanceRules, standardRemittanceRules } from './domain/remittance-finding.ts';
import { composeRefundLines } from './refund-line-store.ts';

/** A payment to be saved with the matches of its lines; a held one has none, and its lines are not saved. */
export interface NewPayment {
  readonly paymentId: PaymentId;
  readonly position: number;
  readonly payment: RemittedPayment;
  readonly matches: readonly ClaimMatch[];
  /** The facilitator that sent refunds of manufacturers; null for a payment of claims. */
  readonly refundPayer: RefundPayer | null;
}

const lineTable = 'remittance.line';
const rowsInChunk = 500;
const largestRxNumber = 999_999_999_999;

/** Reads the number of a prescription; null when the number of a claim is none. */
export function readRxNumber(controlNumber: string): number | null {
  const text = normalizeRxNumber(controlNumber);
  const number = /^\d{1,12}$/.test(text) ? Number(text) : 0;
  return number > 0 && number <= largestRxNumber ? number : null;
}

/** Finds which of these payments were posted before, by payer and trace number. */
export async function listPostedTraces(
  tx: TenantTransaction,
  payments: readonly RemittedPayment[],
): Promise<readonly KnownPayment[]> {
  const traces = [...new Set(payments.map(({ traceNumber }) => traceNumber))];
  const { rows } = await sql<KnownPayment>`
    select payer_id as "payerId", trace_number as "traceNumber" from remittance.payment
    where tenant_id = ${tx.tenantId} and state = 'posted' and trace_number = any(${sql.val(traces)}::text[])`.execute(
    tx.database,
  );
  return rows;
}

/** Reads by what remittances are judged today. Their rules hold for a whole tenant, so that the day is that of UTC. */
export async function readRules(tx: TenantTransaction): Promise<RemittanceRules> {
  const on = dayIn(tx.now, 'UTC' as TimeZone);
  const { rows } = await sql<RemittanceRules>`
    select tolerance_cents as "toleranceCents", cycle_days as "cycleDays", grace_days as "graceDays", carried_reasons as "carriedReasons"
    from remittance.rule where tenant_id = ${tx.tenantId} and valid_from <= ${on} order by valid_from desc limit 1`.execute(
    tx.database,
  );
  return rows[0] ?? standardRemittanceRules;
}

/** Saves by what remittances are judged from a day on; those of a day stay as they were first said. */
export async function saveRemittanceRules(
  tx: TenantTransaction,
  validFrom: CalendarDay,
  rules: RemittanceRules & { readonly source: string },
): Promise<void> {
  await tx.database
    .insertInto('remittance.rule')
    .values({
      ...{ tenant_id: tx.tenantId, valid_from: validFrom, tolerance_cents: rules.toleranceCents },
      ...{ cycle_days: rules.cycleDays, grace_days: rules.graceDays, carried_reasons: [...rules.carriedReasons] },
      source: rules.source,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'valid_from']).doNothing())
    .execute();
}

/** Saves payments with their lines, adjustments and matches, set-wise: many rows travel together. */
export async function insertPayments(
  tx: TenantTransaction,
  file: { readonly remittanceFileId: RemittanceFileId; readonly state: 'posted' | 'held' },
  payments: readonly NewPayment[],
): Promise<void> {
  await inBulk(tx, async (bulk) => {
    const view = bulk.at(tx.now, tx.actor);
    for (const payment of payments) {
      await insertPayment(view, file, payment);
      if (file.state === 'posted') await insertLines(view, payment);
    }
  });
}

async function insertPayment(
  tx: TenantTransaction,
  file: { readonly remittanceFileId: RemittanceFileId; readonly state: 'posted' | 'held' },
  { paymentId, position, payment, refundPayer }: NewPayment,
): Promise<void> {
  const balance = computePaymentBalance(payment);
  await tx.database
    .insertInto('remittance.payment')
    .values({
      ...{ tenant_id: tx.tenantId, payment_id: paymentId, remittance_file_id: file.remittanceFileId, position },
      ...{ state: file.state, trace_number: payment.traceNumber, payer_id: payment.payerId },
      ...{ payer_name: payment.payerName, payee_id: payment.payeeId, paid_on: payment.paidOn },
      ...{ payment_cents: payment.paymentCents, claim_paid_cents: balance.claimPaidCents },
      ...{ provider_adjustment_cents: balance.providerAdjustmentCents, line_count: payment.claims.length },
      ...{ recorded_at: tx.now, purpose: refundPayer === null ? 'claims' : 'refunds' },
    })
    .execute();
  const rows = payment.providerAdjustments.map(({ reasonCode, reference, cents }, index) => ({
    ...{ tenant_id: tx.tenantId, payment_id: paymentId, number: index + 1 },
    ...{ reason_code: reasonCode, reference, cents },
  }));
  for (const chunk of chunksOf(rows))
    await tx.database.insertInto('remittance.provider_adjustment').values(chunk).execute();
}

async function insertLines(
  tx: TenantTransaction,
  { paymentId, payment, matches, refundPayer }: NewPayment,
): Promise<void> {
  const key = { tenant_id: tx.tenantId, payment_id: paymentId };
  const lines = await Promise.all(
    payment.claims.map(async (line, index) => {
      const position = index + 1;
      const rxNumber = readRxNumber(line.rxNumber);
      const pairedWith = matches[index]?.reversalOf ?? null;
      return {
        ...{ ...key, position, place: line.place, rx_number: rxNumber },
        sealed_control_number:
          rxNumber === null ? await sealNumber(tx, `${paymentId}/${position}`, line.rxNumber) : null,
        ...{ payer_claim_number: line.payerClaimNumber, status_code: line.statusCode, service_on: line.serviceOn },
        ...{ ndc11: line.ndc11, charge_cents: line.chargeCents, paid_cents: line.paidCents },
        ...{ patient_cents: line.patientResponsibilityCents },
        paired_position: pairedWith === null ? null : pairedWith + 1,
      };
    }),
  );
  for (const chunk of chunksOf(lines)) await tx.database.insertInto(lineTable).values(chunk).execute();
  const said = refundPayer === null ? [] : composeRefundLines(payment, refundPayer).map((row) => ({ ...key, ...row }));
  for (const chunk of chunksOf(said)) await tx.database.insertInto('remittance.refund_line').values(chunk).execute();
  const adjustments = payment.claims.flatMap((line, index) =>
    line.adjustments.map(({ groupCode, reasonCode, cents }, number) => ({
      ...{ ...key, position: index + 1, number: number + 1, group_code: groupCode, reason_code: reasonCode, cents },
    })),
  );
  for (const chunk of chunksOf(adjustments))
    await tx.database.insertInto('remittance.line_adjustment').values(chunk).execute();
  const matched = matches.flatMap(({ claim, key: by }, index) =>
    claim === null || by === null
      ? []
      : [{ ...key, ...composeMatch(tx, claim), position: index + 1, key: by, matched_by: null }],
  );
  for (const chunk of chunksOf(matched)) await tx.database.insertInto('remittance.line_match').values(chunk).execute();
}

/** Saves that a person matched a line. */
export async function insertMatch(
  tx: TenantTransaction,
  match: { readonly paymentId: PaymentId; readonly position: number; readonly claim: NonNullable<ClaimMatch['claim']> },
): Promise<void> {
  const key = { tenant_id: tx.tenantId, payment_id: match.paymentId, position: match.position };
  await tx.database
    .insertInto('remittance.line_match')
    .values({ ...key, ...composeMatch(tx, match.claim), key: 'person', matched_by: actorIdOf(tx.actor) })
    .execute();
}

/** Saves the deposit that brought a payment. */
export async function insertDeposit(
  tx: TenantTransaction,
  deposit: {
    readonly paymentId: PaymentId;
    readonly depositedOn: CalendarDay;
    readonly cents: number;
    readonly bankReference: string;
  },
): Promise<void> {
  await tx.database
    .insertInto('remittance.deposit')
    .values({
      ...{ tenant_id: tx.tenantId, payment_id: deposit.paymentId, deposited_on: deposit.depositedOn },
      ...{ cents: deposit.cents, bank_reference: deposit.bankReference },
      ...{ entered_at: tx.now, entered_by: actorIdOf(tx.actor) },
    })
    .execute();
}

/** Saves a deposit on the next day for each posted payment of a past that was paid before a day and has none. */
export async function insertPastDeposits(tx: TenantTransaction, before: CalendarDay): Promise<void> {
  await sql`
    insert into remittance.deposit (tenant_id, payment_id, deposited_on, cents, bank_reference, entered_at, entered_by)
    select tenant_id, payment_id, paid_on + 1, payment_cents, trace_number, ${tx.now}, ${actorIdOf(tx.actor)}::uuid
    from remittance.payment where tenant_id = ${tx.tenantId} and state = 'posted' and paid_on < ${before}
    on conflict (tenant_id, payment_id) do nothing`.execute(tx.database);
}

function composeMatch(tx: TenantTransaction, claim: NonNullable<ClaimMatch['claim']>) {
  const expected = claim.isReversed ? 0 : claim.expectedCents;
  return { claim_id: claim.id, expected_cents: expected, matched_at: tx.now };
}

async function sealNumber(tx: TenantTransaction, rowId: string, controlNumber: string): Promise<Buffer> {
  return Buffer.from(await tx.sealer.seal({ table: lineTable, rowId }, { controlNumber }));
}

function chunksOf<Row>(rows: readonly Row[]): readonly Row[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsInChunk) }, (_, index) =>
    rows.slice(index * rowsInChunk, (index + 1) * rowsInChunk),
  );
}
