import { addDays, type CalendarDay } from '../../kernel/calendar-day.ts';
import { cents, divideHalfAwayFromZero, type UnitPrice } from '../../kernel/money.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import {
  type ContractTerms,
  enterContract,
  insertConcessionRules,
  insertListPrices,
} from '../../modules/contracts/index.ts';
import { type DrugPrice, listDrugPrices, listPlans } from '../../modules/reference/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

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
  const payers = new Map((await listPlans(tx)).map((plan) => [plan.payerId, plan]));
  for (const { payerId, payerName, kind } of payers.values()) {
    if (noContract.has(kind)) continue;
    await enterContract(tx, {
      ...{ contractId: tx.newId<'contract'>(), name: payerName, validFrom: since },
      scope: { payerId, planId: null, bin: null, pcn: null, groupNumber: null },
      ...{ terms, source: madeUp, isSynthetic: true },
    });
  }
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
