import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { savePacketVersions, startPackets } from '../../modules/access/index.ts';
import { installDemoReference } from '../../modules/reference/index.ts';
import { takeTherapyNumbers } from '../../modules/therapies/index.ts';
import { MovableClock } from '../../platform/clock/clock.ts';
import type { OpenedTheriac } from '../start-theriac.ts';
import { enterClinics } from './demo-clinics.ts';
import type { DemoHealthSystem } from './demo-health-systems.ts';
import { foundHealthSystems } from './found-health-systems.ts';
import { openStage } from './generate-journeys.ts';
import { generatePast } from './generate-past.ts';
import { writeTruth } from './own-truth.ts';

// Record numbers of generated patients begin here, far from those of the demonstration, and go on with each generation.
const firstRecordNumber = 1_000_000;

/** Adds so many therapies with their pasts to a health system of the demonstration, which is founded when there is none yet. */
export async function generateMore(
  theriac: OpenedTheriac,
  wanted: {
    readonly system: DemoHealthSystem;
    readonly therapies: number;
    readonly seed: number;
    readonly until: Instant;
    onBatch(done: number): void;
  },
): Promise<void> {
  const { system, therapies, seed, until, onBatch } = wanted;
  const { platform } = theriac;
  await foundHealthSystems(platform);
  const scope = { tenantId: system.tenantId as TenantId, actor: { kind: 'system', name: 'demo' } as const };
  const [next = 1] = await platform.transactor.transact(scope, async (tx) => {
    await installDemoReference(tx);
    await savePacketVersions(tx, startPackets);
    return takeTherapyNumbers(tx, 1);
  });
  const stage = await openStage({ ...platform, clock: new MovableClock(until) }, system);
  await stage.act('', (tx) => enterClinics(tx, stage.sites));
  const firstNumber = firstRecordNumber + next;
  const truth = await generatePast(stage, {
    ...{ slug: system.slug, therapies, seed, endsAt: until, withScenarios: false, firstNumber, onBatch },
  });
  await writeTruth(theriac.folders.root, { slug: `${system.slug}-${firstNumber}`, seed, endsAt: until, truth });
}
