import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { cents } from '../../kernel/money.ts';
import { lookAtEverything, postPast, saveLedgerRules, savePriceLimits } from '../../modules/revenue/index.ts';
import type { DemoStage } from './demo-stage.ts';

/** Sets what claims cost besides their product, all of it made up, posts the money of the past and looks for risks in it. */
export async function tellLedger(stage: DemoStage): Promise<void> {
  await stage.act('', async (tx) => {
    await saveLedgerRules(tx, {
      validFrom: '2020-01-01' as CalendarDay,
      ...{ transactionFeeCents: cents(15), handlingCents: cents(1_250), reserveTenThousandths: 20 },
      source: 'Made up for demonstration',
    });
    await savePriceLimits(tx, {
      ...{ validFrom: '2020-01-01' as CalendarDay, thinMarginTenThousandths: 100, thinCostCents: cents(1_000_00) },
      ...{ appealWarningDays: 5, toleranceCents: cents(1), source: 'Made up for demonstration' },
    });
    await postPast(tx);
    await lookAtEverything(tx);
  });
}
