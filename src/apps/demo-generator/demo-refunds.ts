import { addDays, type CalendarDay, countDaysBetween } from '../../kernel/calendar-day.ts';
import { dayIn, type Instant, type TimeZone } from '../../kernel/instant.ts';
import { type Cents, cents, computeExtendedCents, type UnitPrice } from '../../kernel/money.ts';
import type { ClaimHistory } from '../../modules/claims/index.ts';
import { listDrugPrices, listPlans } from '../../modules/reference/index.ts';
import {
  recordDetermination,
  saveCeilingPrices,
  saveRefundTerms,
  saveSelectedDrugs,
  takeReceipts,
} from '../../modules/refunds/index.ts';
import { standardRefundTerms } from '../../modules/refunds/language.ts';
import { listPostedPaymentIds, saveRefundPayers } from '../../modules/remittance/index.ts';
import type { Platform } from '../../platform/open-platform.ts';
import type { PaidByPayer } from '../partner-simulators/payer-remittance.ts';
import { beginOf, demoFairPrices, fairPriceSource, findDemoFairPrice } from './demo-fair-prices.ts';
import { must } from './demo-journey.ts';
import { takeIn } from './demo-remittances.ts';
import type { DemoStage } from './demo-stage.ts';

/** What was planted into the refunds of manufacturers, for those who check whether the product finds it. */
export interface PlantedRefund {
  readonly what: 'unpaid' | 'refused' | 'short' | 'double' | 'reversed';
  readonly claimId: string;
  /** What is at risk; 0 where nothing is. */
  readonly cents: number;
}

/** A claim for which the manufacturer owes a refund, as the generator computes it. */
interface Owed {
  readonly claimId: ClaimHistory['claimId'];
  readonly serviceOn: CalendarDay;
  readonly standardCents: Cents;
  readonly mfp: UnitPrice;
  readonly isReversed: boolean;
  readonly line: Omit<PaidByPayer, 'statusCode' | 'chargeCents' | 'paidCents' | 'transactionCode'>;
}

/** What the facilitator says of a claim on a day. */
interface Said {
  readonly paidOn: CalendarDay;
  readonly owed: Owed;
  readonly statusCode: PaidByPayer['statusCode'];
  readonly paidCents: Cents;
  readonly transactionCode: string;
}

const zone = 'UTC' as TimeZone;
const facilitatorId = '999099';
/** The facilitator pays on these days of a month what is at least so many days old. */
const payDays = ['10', '25'];
const leastDays = 5;
const shortCents = cents(10_00);
/** Exceptions are planted into claims of these ages. */
const plantedAges = { from: 26, to: 150 };

/** Enters the selected drugs, the ceilings and the facilitator of the demonstration; all prices are made up. */
async function enterFairPrices(stage: DemoStage): Promise<void> {
  const told = { source: fairPriceSource, isSynthetic: true };
  await stage.act('', async (tx) => {
    await saveSelectedDrugs(
      tx,
      demoFairPrices.map((one) => ({
        ...{ ...told, ndc11: one.ndc11, validFrom: beginOf(one), validTo: null, applicabilityYear: one.year },
        ...{ manufacturer: one.manufacturer, unitPrice: one.mfp, isVerified: false },
      })),
    );
    await saveCeilingPrices(
      tx,
      demoFairPrices.flatMap(({ ndc11, ceiling }) =>
        ceiling === null ? [] : [{ ...told, ndc11, validFrom: '2024-01-01' as CalendarDay, unitPrice: ceiling }],
      ),
    );
    const source = 'Invented; the layout of the facilitator is not public';
    const validFrom = '2026-01-01' as CalendarDay;
    await saveRefundTerms(tx, { ...standardRefundTerms, validFrom, source: 'Guide of the house, not verified' });
    await saveRefundPayers(tx, [
      { payerId: facilitatorId, validFrom, validTo: null, codeQualifier: 'CE', source, isVerified: false },
    ]);
  });
}

/**
 * Tells what the simulated facilitator remitted for the claims of the past: twice a month, most of it in time. Of the newer claims two stay
 * unpaid, one is refused, one is paid short, and one turns out to be of 340B after it was paid; a claim taken back is paid and clawed back.
 */
export async function tellRefunds(
  platform: Pick<Platform, 'files'>,
  stage: DemoStage,
  past: { readonly tenantId: number; readonly endsAt: Instant; readonly claims: readonly ClaimHistory[] },
): Promise<readonly PlantedRefund[]> {
  const [payee] = [...stage.sites.values()];
  if (payee === undefined) return [];
  await enterFairPrices(stage);
  const today = dayIn(past.endsAt, zone);
  const owed = await listOwed(stage, past.claims);
  const exceptions = chooseExceptions(owed, today);
  const said = owed.flatMap((one) => sayOf(one, exceptions.get(one.claimId)?.what ?? null));
  const byDay = Map.groupBy(
    said.filter(({ paidOn }) => paidOn < today),
    ({ paidOn }) => paidOn,
  );
  for (const [index, paidOn] of [...byDay.keys()].sort().entries()) {
    const claims = (byDay.get(paidOn) ?? []).map(toLine);
    const traceNumber = `MTF${paidOn.replaceAll('-', '')}`;
    const payment = { paidOn, payeeName: payee.name, payeeNpi: payee.npi, claims, traceNumber, bin: facilitatorId };
    const named = {
      payerName: 'Transaction facilitator (invented)',
      providerAdjustments: [],
      misstatedCents: cents(0),
    };
    await takeIn(
      { platform, stage, tenantId: past.tenantId },
      { payments: [{ ...payment, ...named }], paidOn, number: 500 + index, name: `refunds-${paidOn}` },
    );
  }
  stage.clock.moveTo(past.endsAt);
  const doubled = owed.filter(({ claimId }) => exceptions.get(claimId)?.what === 'double');
  await stage.act('', async (tx) => {
    for (const paymentId of await listPostedPaymentIds(tx)) await takeReceipts(tx, paymentId);
    for (const { claimId, mfp } of doubled) {
      const ceiling = Math.floor(mfp / 2) as UnitPrice;
      must(await recordDetermination(tx, { claimId, isQualified: true, evidence: 'scc-20', ceiling }));
    }
  });
  return [...exceptions.values()];
}

async function listOwed(stage: DemoStage, histories: readonly ClaimHistory[]): Promise<readonly Owed[]> {
  return stage.act('', async (tx) => {
    const partD = new Set<string | null>(
      (await listPlans(tx)).filter(({ kind }) => kind === 'medicare-part-d').map(({ planId }) => planId),
    );
    const owed: Owed[] = [];
    for (const { claimId, planId, submission, answers } of histories) {
      const { ndc11, dateOfService: serviceOn, quantityThousandths, rxNumber } = submission;
      const price = findDemoFairPrice(ndc11, serviceOn);
      const paid = answers.flatMap((one) =>
        'adjudication' in one && one.adjudication.outcome === 'paid' ? [one.adjudication] : [],
      )[0];
      if (price === null || paid === undefined || !partD.has(planId)) continue;
      const wac = (await listDrugPrices(tx, ndc11, serviceOn)).find(({ kind }) => kind === 'wac')?.unitPrice;
      if (wac === undefined) continue;
      const [listed, fair] = [wac, price.mfp].map((unitPrice) =>
        computeExtendedCents({ unitPrice, quantityThousandths }),
      );
      const last = answers.at(-1);
      owed.push({
        ...{ claimId, serviceOn, mfp: price.mfp, standardCents: cents((listed ?? 0) - (fair ?? 0)) },
        isReversed: last !== undefined && 'adjudication' in last && last.adjudication.outcome === 'reversed',
        line: {
          ...{ rxNumber, payerClaimNumber: paid.authorizationNumber ?? '', serviceOn, ndc11 },
          ...{ quantity: String(quantityThousandths / 1_000), patientCents: cents(0) },
        },
      });
    }
    return owed;
  });
}

function chooseExceptions(owed: readonly Owed[], today: CalendarDay): ReadonlyMap<string, PlantedRefund> {
  const ageOf = ({ serviceOn }: Owed): number => countDaysBetween({ from: serviceOn, to: today });
  const newer = owed
    .filter((one) => !one.isReversed && ageOf(one) >= plantedAges.from && ageOf(one) <= plantedAges.to)
    .toSorted(
      (left, right) => right.serviceOn.localeCompare(left.serviceOn) || (left.claimId < right.claimId ? -1 : 1),
    );
  const kinds = ['unpaid', 'short', 'double', 'refused', 'unpaid'] as const;
  const planted = kinds.flatMap((what, index): PlantedRefund[] => {
    const one = newer[index];
    if (one === undefined) return [];
    return [{ what, claimId: one.claimId, cents: what === 'short' ? shortCents : one.standardCents }];
  });
  const reversed = owed.find(({ isReversed }) => isReversed);
  const clawed: readonly PlantedRefund[] =
    reversed === undefined ? [] : [{ what: 'reversed', claimId: reversed.claimId, cents: 0 }];
  return new Map([...planted, ...clawed].map((one) => [one.claimId, one]));
}

function sayOf(owed: Owed, what: PlantedRefund['what'] | null): readonly Said[] {
  const paidOn = payDayOf(owed.serviceOn);
  const standard = owed.standardCents;
  const say = (statusCode: Said['statusCode'], paidCents: number, transactionCode: string): Said => ({
    ...{ paidOn, owed, statusCode, paidCents: cents(paidCents), transactionCode },
  });
  if (what === 'unpaid' || (owed.isReversed && what !== 'reversed')) return [];
  if (what === 'refused') return [say('4', 0, '009')];
  if (what === 'short') return [say('1', standard - shortCents, '001')];
  if (what !== 'reversed') return [say('1', standard, '001')];
  return [say('1', standard, '001'), { ...say('22', -standard, '003'), paidOn: payDayOf(addDays(paidOn, 1)) }];
}

/** Names the first day of payment that is at least some days after a day. */
function payDayOf(serviceOn: CalendarDay): CalendarDay {
  let on = addDays(serviceOn, leastDays);
  while (!payDays.includes(on.slice(8))) on = addDays(on, 1);
  return on;
}

function toLine({ owed, statusCode, paidCents, transactionCode }: Said): PaidByPayer {
  const chargeCents = cents(statusCode === '22' ? -owed.standardCents : owed.standardCents);
  return { ...owed.line, statusCode, chargeCents, paidCents, transactionCode };
}
