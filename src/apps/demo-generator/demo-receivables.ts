import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { openDispute, proposeWriteOff, saveDisputeRule } from '../../modules/receivables/index.ts';
import { listOpenOfClaim } from '../../modules/revenue/index.ts';
import { must } from './demo-journey.ts';
import type { PlantedRemittance } from './demo-remittances.ts';
import type { DemoStage } from './demo-stage.ts';

/**
 * Disputes what the newest remittance paid short, and proposes to write off the few cents of the one before, so that a second person has
 * something to decide. The days within which payers take disputes are made up.
 */
export async function tellReceivables(
  stage: DemoStage,
  past: { readonly planted: readonly PlantedRemittance[]; readonly proposer: string | null },
): Promise<void> {
  await stage.act('', (tx) =>
    saveDisputeRule(tx, { validFrom: '2020-01-01' as CalendarDay, days: 90, source: 'Made up for demonstration' }),
  );
  const short = past.planted.filter(({ what }) => what === 'short').toSorted((left, right) => right.cents - left.cents);
  const [disputed, small] = short.flatMap(({ claimId }) => claimId ?? []);
  if (disputed !== undefined)
    await stage.act('', async (tx) => {
      for (const { payerId } of await listOpenOfClaim(tx, disputed))
        must(await openDispute(tx, { claimId: disputed, payerId }));
    });
  const { proposer } = past;
  if (small === undefined || proposer === null) return;
  await stage.act(proposer, async (tx) => {
    for (const { payerId, cents } of await listOpenOfClaim(tx, small))
      must(await proposeWriteOff(tx, { claimId: small, payerId, cents, reasonCode: 'small-balance' }));
  });
}
