import { addDays, type CalendarDay } from '../../kernel/calendar-day.ts';
import { dayIn, type TimeZone } from '../../kernel/instant.ts';
import { type Cents, cents, sumCents } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { ClaimWithSteps } from '../claims/index.ts';
import { type Drug, listDrugPrices, listDrugsByNdc, nameDrug } from '../reference/index.ts';
import { listRemittanceFilesOf } from '../remittance/index.ts';
import { explainEligibility } from './actions/expect-refunds.ts';
import { listDeterminations } from './determination-store.ts';
import type { SelectedDrug } from './domain/eligibility.ts';
import { computeStandardRefund } from './domain/refund.ts';
import { computeAge, computeFloat, computeUnpaid, findBenefitFault, listAgeBands } from './domain/refund-terms.ts';
import { isOfBand, listViews, type RefundView, refundViews, type ViewTerms } from './domain/refund-view.ts';
import { findTransactionCode } from './domain/transaction-code.ts';
import { type Inquiry, listInquiries } from './inquiry-store.ts';
import { findCeilingPrice, listSelectedDrugs, readRefundTerms } from './price-store.ts';
import { listReceipts } from './receipt-store.ts';
import { listFloatDays, listNewestRefunds, listOpenRefunds, sumRefundsByPackage } from './refund-queries.ts';
import { listRefundSteps, listRefundsOf, type Refund } from './refund-store.ts';

const zone = 'UTC' as TimeZone;
const mostRows = 200;
const floatDays = 90;

/** What the board is narrowed to. */
interface BoardRequest {
  readonly view: RefundView;
  /** The place of a band of ages among those of the board; null for all ages. */
  readonly band: number | null;
  readonly ndc11: string | null;
}

/** Describes how refunds stand: by view and age, day by day, by drug, and the refunds of one view. */
export async function describeBoard(tx: TenantTransaction, request: BoardRequest) {
  const asOf = dayIn(tx.now, zone);
  const terms = await readRefundTerms(tx);
  const by: ViewTerms = { asOf, terms };
  const open = await listOpenRefunds(tx);
  const paid = await listNewestRefunds(tx, ['paid']);
  const asked = await listAsked(tx, [...open, ...paid]);
  const viewed = [...open, ...paid].map((refund) => ({
    refund,
    views: listViews({ ...refund, isAsked: asked.has(refund.claimId) }, by),
  }));
  const ageBands = listAgeBands(terms);
  const band = request.band === null ? null : (ageBands[request.band] ?? null);
  const shown = viewed
    .filter(({ views, refund }) => views.includes(request.view) && (request.ndc11 ?? refund.ndc11) === refund.ndc11)
    .filter(({ refund }) => band === null || isOfBand(refund, band, asOf))
    .slice(0, mostRows)
    .map(({ refund }) => refund);
  const names = await listDrugNames(tx, shown);
  const { unpaidCents, centDays } = computeFloat(open, asOf);
  return {
    body: {
      views: (Object.keys(refundViews) as RefundView[]).map((view) => {
        const ofView = viewed.filter(({ views }) => views.includes(view)).map(({ refund }) => refund);
        return { view, count: ofView.length, cents: sumCents(ofView.map((refund) => weigh(refund, view))) };
      }),
      bands: ageBands.map((one) => {
        const ofBand = open.filter((refund) => isOfBand(refund, one, asOf));
        const isLate = one.from > terms.unpaidDays;
        return { label: one.label, isLate, count: ofBand.length, cents: sumCents(ofBand.map(computeUnpaid)) };
      }),
      ...{ unpaidCents, centDays },
      days: [...(await listFloatDays(tx, { from: addDays(asOf, -floatDays), to: asOf }))],
      drugs: await describeDrugs(tx, { asOf, open }),
      terms: { manufacturerDays: terms.manufacturerDays, unpaidDays: terms.unpaidDays, missedDays: terms.missedDays },
      rows: shown.map((refund) => describeRow(refund, { asOf, names, asked })),
    },
    patientIds: [...new Set(shown.map(({ patientId }) => patientId))],
  };
}

/** What a refund adds to the sum of a view: what is unpaid, what differs, or what was paid. */
function weigh(refund: Refund, view: RefundView): Cents {
  if (view === 'paid') return refund.receivedCents;
  const unpaid = computeUnpaid(refund);
  return unpaid > 0 ? unpaid : cents(Math.abs(refund.receivedCents - refund.expectedCents));
}

/** Lists the inquiries without an answer, by claim. */
async function listAsked(tx: TenantTransaction, refunds: readonly Refund[]): Promise<ReadonlyMap<string, Inquiry>> {
  const ids = refunds.map(({ claimId }) => claimId);
  const waiting = (await listInquiries(tx, ids)).filter(({ outcome }) => outcome === null);
  return new Map(waiting.map((inquiry) => [inquiry.claimId, inquiry]));
}

async function listDrugNames(
  tx: TenantTransaction,
  of: readonly { readonly ndc11: string }[],
): Promise<ReadonlyMap<string, Drug>> {
  const ndcs = [...new Set(of.map(({ ndc11 }) => ndc11))] as Ndc11[];
  return new Map<string, Drug>((await listDrugsByNdc(tx, ndcs)).map((drug) => [drug.ndc11, drug]));
}

function nameOf(names: ReadonlyMap<string, Drug>, ndc11: string): string {
  const drug = names.get(ndc11);
  return drug === undefined ? ndc11 : nameDrug(drug);
}

function describeRow(
  refund: Refund,
  by: {
    readonly asOf: CalendarDay;
    readonly names: ReadonlyMap<string, Drug>;
    readonly asked: ReadonlyMap<string, Inquiry>;
  },
) {
  const { claimId, patientId, manufacturer, serviceOn, standardCents, expectedCents, receivedCents } = refund;
  const { benefit, state, lastCode } = refund;
  return {
    ...{ claimId, patientId, manufacturer, serviceOn, standardCents, expectedCents, receivedCents, benefit, state },
    ...{ lastCode, drugName: nameOf(by.names, refund.ndc11), ageDays: computeAge(refund, by.asOf) },
    ...{ unpaidCents: computeUnpaid(refund), askedAt: by.asked.get(claimId)?.askedAt ?? null },
  };
}

async function describeDrugs(
  tx: TenantTransaction,
  { asOf, open }: { readonly asOf: CalendarDay; readonly open: readonly Refund[] },
) {
  const drugs = await listSelectedDrugs(tx);
  const names = await listDrugNames(tx, drugs);
  const sums = new Map((await sumRefundsByPackage(tx)).map((sum) => [sum.ndc11, sum]));
  const described = [];
  for (const { unitPrice: mfp, ...drug } of drugs) {
    const { ndc11, validFrom, validTo } = drug;
    const isInForce = validFrom <= asOf && (validTo === null || validTo >= asOf);
    const prices = isInForce ? await listDrugPrices(tx, ndc11 as Ndc11, asOf) : [];
    const wac = prices.find(({ kind }) => kind === 'wac')?.unitPrice ?? null;
    const quantityThousandths = names.get(ndc11)?.packageSizeThousandths ?? null;
    const sum = sums.get(ndc11);
    described.push({
      ...{ ...drug, mfp, drugName: nameOf(names, ndc11), claims: sum?.claims ?? 0 },
      ...{ expectedCents: sum?.expectedCents ?? cents(0), receivedCents: sum?.receivedCents ?? cents(0) },
      unpaidCents: sumCents(open.filter((refund) => refund.ndc11 === ndc11).map(computeUnpaid)),
      medianDays: sum?.medianDays ?? null,
      nextPackageCents:
        wac === null || quantityThousandths === null ? null : computeStandardRefund({ wac, mfp, quantityThousandths }),
    });
  }
  return described;
}

/** Describes everything about the refund of a claim: whether it is owed and why, what came, what was determined and asked. */
export async function describeClaimRefund(tx: TenantTransaction, claim: ClaimWithSteps) {
  const { claimId, ndc11, serviceOn, patientId } = claim;
  const asOf = dayIn(tx.now, zone);
  const terms = await readRefundTerms(tx);
  const judged = await explainEligibility(tx, claim);
  const ceiling = await findCeilingPrice(tx, { ndc11, on: serviceOn });
  const [refund] = await listRefundsOf(tx, [claimId]);
  const names = await listDrugNames(tx, [claim]);
  const receipts = await listReceipts(tx, claimId);
  const files = await listRemittanceFilesOf(
    tx,
    receipts.map(({ paymentId }) => paymentId),
  );
  const inquiries = await listInquiries(tx, [claimId]);
  const asked = refund === undefined ? new Map<string, Inquiry>() : await listAsked(tx, [refund]);
  const drug = judged?.drug ?? null;
  return {
    ...{ patientId, ndc11, serviceOn, drugName: nameOf(names, ndc11) },
    isEligible: judged?.eligibility.isEligible ?? false,
    reasons: [...(judged?.eligibility.reasons ?? [])],
    fairPrice: drug === null ? null : toFairPrice(drug),
    wac: judged?.wac ?? null,
    ceiling:
      ceiling === null
        ? null
        : { unitPrice: ceiling.unitPrice, source: ceiling.source, isSynthetic: ceiling.isSynthetic },
    refund: refund === undefined ? null : describeRow(refund, { asOf, names, asked }),
    fault: refund === undefined ? null : findBenefitFault(refund, { asOf, terms }),
    steps: (await listRefundSteps(tx, [claimId])).map(({ sequence, reason, expectedCents, occurredAt }) => ({
      ...{ sequence, reason, expectedCents, occurredAt },
    })),
    receipts: receipts.map(({ claimId: _claimId, effect: _effect, ...receipt }) => {
      const code =
        receipt.transactionCode === null
          ? null
          : findTransactionCode(receipt.transactionCode, dayIn(receipt.receivedAt, zone));
      return {
        ...{ ...receipt, reasonCodes: [...receipt.reasonCodes], remarkCodes: [...receipt.remarkCodes] },
        ...{ remittanceFileId: files.get(receipt.paymentId) ?? null, codeSentence: code?.sentence ?? null },
        isCodeVerified: code?.isVerified ?? false,
      };
    }),
    determinations: (await listDeterminations(tx, [claimId])).map(
      ({ claimId: _claimId, determinedBy: _by, ...determination }) => determination,
    ),
    inquiries: inquiries.map(({ claimId: _claimId, ...inquiry }) => inquiry),
  };
}

function toFairPrice({ unitPrice: mfp, validFrom, source, isVerified, isSynthetic }: SelectedDrug) {
  return { mfp, validFrom, source, isVerified, isSynthetic };
}
