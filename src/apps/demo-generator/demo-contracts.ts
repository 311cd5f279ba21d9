import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { cents } from '../../kernel/money.ts';
import { type ContractTerms, insertConcessionRules, insertContract } from '../../modules/contracts/index.ts';
import { listPlans } from '../../modules/reference/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

const madeUp = 'Made up for demonstration; no payer’s contract';

/** What the told payers pay: 18 % off AWP and $1.50. Guarantees and fees are made up like the rest. */
const terms: ContractTerms = {
  rates: [
    {
      ...{ drugs: 'all', daysFrom: 1, daysTo: null, dispensingFeeCents: cents(150) },
      legs: [
        { basis: 'awp', adjustTenThousandths: -1_800, listCode: null },
        { basis: 'usual-and-customary', adjustTenThousandths: 0, listCode: null },
      ],
    },
  ],
  ...{ transactionFeeCents: cents(15), concessionTenThousandths: 0, macAppealDays: 14 },
  guarantees: [
    { kind: 'BER', target: 1_810, sides: 'two', reserveCents: cents(5_000_00) },
    { kind: 'DER', target: 150, sides: 'one', reserveCents: cents(0) },
  ],
};

const noContract: ReadonlySet<string> = new Set(['cash', 'manufacturer-card', 'foundation']);

/** Enters a contract for each payer of the demonstration that has one, and when payers take concessions. */
export async function enterContracts(tx: TenantTransaction): Promise<void> {
  await insertConcessionRules(tx, [
    { validFrom: '2006-01-01' as CalendarDay, timing: 'later', source: '42 CFR 423.100 before 2024' },
    {
      ...{ validFrom: '2024-01-01' as CalendarDay, timing: 'point-of-sale' },
      source: '42 CFR 423.100, “negotiated price” from 2024 on (CMS-4192-F); taken for all payers',
    },
  ]);
  const payers = new Map((await listPlans(tx)).map((plan) => [plan.payerId, plan]));
  for (const { payerId, payerName, kind } of payers.values()) {
    if (noContract.has(kind)) continue;
    await insertContract(tx, {
      ...{ contractId: tx.newId<'contract'>(), name: payerName, validFrom: '2024-01-01' as CalendarDay },
      scope: { payerId, planId: null, bin: null, pcn: null, groupNumber: null },
      ...{ terms, source: madeUp, isSynthetic: true },
    });
  }
}
