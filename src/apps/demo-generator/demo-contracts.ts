import { addDays, type CalendarDay } from '../../kernel/calendar-day.ts';
import { cents, divideHalfAwayFromZero, type UnitPrice } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import {
  type ContractTerms,
  enterContract,
  insertConcessionRules,
  insertListPrices,
} from '../../modules/contracts/index.ts';
import { type DrugPrice, listDrugPrices, listPlans, type Plan } from '../../modules/reference/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { beginOf, demoFairPrices, fairPriceSource } from './demo-fair-prices.ts';

const madeUp = 'Made up for demonstration; no payer’s contract';
const since = '2024-01-01' as CalendarDay;
const listCode = 'DEMO';

/** The generic that a list of the payers prices below NADAC: sildenafil citrate 20 mg. */
export const listedNdc = '13668018574' as Ndc11;
const listedDays = 40;

const usual = { basis: 'usual-and-customary', adjustTenThousandths: 0, listCode: null } as const;
const offAwp = { basis: 'awp', adjustTenThousandths: -1_800, listCode: null } as const;

/** What the told payers pay: 18 % off AWP, or their list where a generic stands on it, and $1.50. */
const terms: ContractTerms = {
  rates: [
    {
      ...{ drugs: 'generic', daysFrom: 1, daysTo: null, dispensingFeeCents: cents(150) },
      legs: [offAwp, { basis: 'mac', adjustTenThousandths: 0, listCode }, usual],
    },
    { drugs: 'all', daysFrom: 1, daysTo: null, dispensingFeeCents: cents(150), legs: [offAwp, usual] },
  ],
  ...{ transactionFeeCents: cents(15), concessionTenThousandths: 0, macAppealDays: 14 },
  guarantees: [
    { kind: 'GER', target: 1_850, sides: 'two', reserveCents: cents(50_00) },
    { kind: 'BER', target: 1_803, sides: 'two', reserveCents: cents(750_00) },
    { kind: 'DER', target: 150, sides: 'one', reserveCents: cents(0) },
  ],
};

const fairPrice = { basis: 'mfp', adjustTenThousandths: 0, listCode: null } as const;

/** The same for Medicare Part D, whose payers pay the maximum fair price of a selected drug. Their claims count for no effective rate. */
const partDTerms: ContractTerms = {
  ...terms,
  rates: terms.rates.map((rate) => ({ ...rate, legs: [...rate.legs, fairPrice] })),
  guarantees: [],
};

const noContract: ReadonlySet<string> = new Set(['cash', 'manufacturer-card', 'foundation']);

/** Enters a contract for each payer of the demonstration that has one, their list, and when payers take concessions. */
export async function enterContracts(tx: TenantTransaction, today: CalendarDay): Promise<void> {
  await insertConcessionRules(tx, [
    { validFrom: '2006-01-01' as CalendarDay, timing: 'later', source: '42 CFR 423.100 before 2024' },
    {
      ...{ validFrom: since, timing: 'point-of-sale' },
      source: '42 CFR 423.100, “negotiated price” from 2024 on (CMS-4192-F); taken for all payers',
    },
  ]);
  const unitPrice = computeListPrice(await listDrugPrices(tx, listedNdc, today));
  const validFrom = firstListedDay(today);
  if (unitPrice !== null)
    await insertListPrices(tx, [
      { listCode, ndc11: listedNdc, validFrom, validTo: null, unitPrice, source: madeUp, isSynthetic: true },
    ]);
  await insertListPrices(
    tx,
    demoFairPrices.map((fair) => ({
      ...{ listCode: 'MFP', ndc11: fair.ndc11 as Ndc11, validFrom: beginOf(fair), validTo: null },
      ...{ unitPrice: fair.mfp, source: fairPriceSource, isSynthetic: true },
    })),
  );
  for (const { payer, plan, isPartD } of listContracted(await listPlans(tx))) {
    const name = plan === null ? payer.payerName : `${payer.payerName}, ${plan.name}`;
    await enterContract(tx, {
      ...{ contractId: tx.newId<'contract'>(), name, validFrom: since },
      scope: { payerId: payer.payerId, planId: plan?.planId ?? null, bin: null, pcn: null, groupNumber: null },
      ...{ terms: isPartD ? partDTerms : terms, source: madeUp, isSynthetic: true },
    });
  }
}

/** Lists who has a contract: each payer, and by itself each plan of Part D of a payer that has other plans too. */
function listContracted(plans: readonly Plan[]) {
  return [...Map.groupBy(plans, ({ payerId }) => payerId).values()].flatMap((ofPayer) => {
    const contracted = ofPayer.filter(({ kind }) => !noContract.has(kind));
    const [payer] = contracted;
    if (payer === undefined) return [];
    const partD = contracted.filter(({ kind }) => kind === 'medicare-part-d');
    if (partD.length === contracted.length) return [{ payer, plan: null, isPartD: true }];
    return [{ payer, plan: null, isPartD: false }, ...partD.map((plan) => ({ payer, plan, isPartD: true }))];
  });
}

/** Names the day from which the payers price the generic by their list. */
export function firstListedDay(today: CalendarDay): CalendarDay {
  return addDays(today, -listedDays);
}

/** Computes the price on the list: 22 % off AWP; null where no AWP is known. */
export function computeListPrice(prices: readonly DrugPrice[]): UnitPrice | null {
  const awp = prices.find(({ kind }) => kind === 'awp');
  return awp === undefined ? null : (Number(divideHalfAwayFromZero(BigInt(awp.unitPrice) * 78n, 100n)) as UnitPrice);
}
