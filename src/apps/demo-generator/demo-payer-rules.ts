import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { savePayerRules } from '../../modules/claims/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';

type DatedPayerRules = Parameters<typeof savePayerRules>[1][number];

// The payers are invented and so are their sheets; the simulated switch answers repeats, as the standard lets payers do.
const general: DatedPayerRules['rules'] = {
  ...{ required: ['pcn'], mostDaysSupply: 90, mostQuantityThousandths: null, takesLaterClaims: true },
  ...{ answersRepeats: true, filingDays: 90, outcomes: {} },
};

const sheet = { pcn: '', groupNumber: '', validFrom: '2024-01-01' as CalendarDay, isVerified: false } as const;

/** What the payers of the demonstration ask of claims. */
const demoPayerRules: readonly DatedPayerRules[] = [
  ...['990001', '990002', '990003', '990007', '990008', '990010', '990011'].map((bin) => ({
    ...{ ...sheet, bin, rules: general, source: 'Invented payer sheet of the demonstration' },
  })),
  ...['990005', '990006'].map((bin) => ({
    ...{ ...sheet, bin, rules: { ...general, filingDays: 365 } },
    source: 'Invented payer sheet of the demonstration',
  })),
];

/** Enters the rule book of the demonstration's payers. */
export function enterPayerRules(tx: TenantTransaction): Promise<void> {
  return savePayerRules(tx, demoPayerRules);
}
