import type { ClaimHistory } from '../../modules/claims/index.ts';
import { MovableClock, systemClock } from '../../platform/clock/clock.ts';
import { silentLog } from '../../platform/log/log.ts';
import { openPlatform } from '../../platform/open-platform.ts';
import { subscriptions, timerActions } from '../composition.ts';
import { prescriberGateway } from '../gateways.ts';
import { openSenderTls } from '../run-gateways.ts';
import type { OpenedTheriac } from '../start-theriac.ts';
import { answerOutbound } from './answer-outbound.ts';
import { enterChart, writeChartNote } from './demo-charts.ts';
import { tellClinicCare } from './demo-clinic-care.ts';
import { demoHealthSystems } from './demo-health-systems.ts';
import { enterIdentityProvider } from './demo-identity.ts';
import { tellLedger } from './demo-ledger.ts';
import { recordNetworks } from './demo-networks.ts';
import { enterPartners } from './demo-partners.ts';
import { tellProspects } from './demo-prospects.ts';
import { tellReceivables } from './demo-receivables.ts';
import { tellRefunds } from './demo-refunds.ts';
import { tellRemittances } from './demo-remittances.ts';
import { tellDoorExamples } from './door-examples.ts';
import { foundHealthSystems } from './found-health-systems.ts';
import { generateJourneys, openStage } from './generate-journeys.ts';
import { generatePast } from './generate-past.ts';
import { writeTruth } from './own-truth.ts';

/** How many patients of each health system are told by the ordinary actions, and how many by the bulk doors; the first has five sites. */
const patientCounts: Readonly<Record<string, { readonly present: number; readonly past: number }>> = {
  harborview: { present: 12, past: 400 },
  pinecrest: { present: 4, past: 10 },
};
const firstPastNumber = 10_001;
const seed = 20_261_122;

/**
 * Makes the demonstration on a database that has none yet: health systems, people, and therapies in every stage that end now.
 * The simulated partners listen already: prescribers are told of the past while it is told, by the gateway that tells them later.
 */
export async function makeDemo(theriac: OpenedTheriac): Promise<boolean> {
  const founded = await foundHealthSystems(theriac.platform);
  for (const system of demoHealthSystems) await enterPartners(theriac, system);
  await enterIdentityProvider(theriac);
  for (const system of demoHealthSystems) await enterChart(theriac, system);
  if (founded.length === 0) return false;
  const endsAt = systemClock.now();
  const clock = new MovableClock(endsAt);
  const platform = await openPlatform({
    applicationUrl: theriac.database.applicationUrl,
    folders: theriac.folders,
    secrets: theriac.platform.secrets,
    clock,
    log: silentLog,
    subscriptions: [...subscriptions, ...prescriberGateway.subscriptions, answerOutbound],
    timerActions: [...timerActions, ...prescriberGateway.timerActions],
  });
  prescriberGateway.start({ ...platform, tls: await openSenderTls(theriac) });
  try {
    for (const system of founded) {
      const patients = patientCounts[system.slug]?.present ?? 0;
      const plan = { system, patients, seed: seed + system.tenantId, endsAt };
      await generateJourneys({ ...platform, clock }, { ...plan, settle: () => prescriberGateway.idle() });
      const known = { tenantId: system.tenantId, endsAt, assigner: system.slug.toUpperCase(), seed: plan.seed };
      const stage = await openStage({ ...platform, clock }, system);
      await tellProspects(platform, stage, known);
      await tellClinicCare(platform, stage, known);
    }
    // The pasts come last: while the clock still moves, what is due in one health system would move the therapies of the other.
    clock.moveTo(endsAt);
    for (const system of founded) {
      const stage = await openStage({ ...platform, clock }, system);
      const known = { slug: system.slug, seed: seed + system.tenantId, endsAt };
      const claims: ClaimHistory[] = [];
      const truth = await generatePast(stage, {
        ...{ ...known, therapies: patientCounts[system.slug]?.past ?? 0, firstNumber: firstPastNumber },
        withScenarios: system.slug === 'harborview',
        onClaims: (billed) => claims.push(...billed),
      });
      const remittances = await tellRemittances(platform, stage, { tenantId: system.tenantId, endsAt, claims });
      const refunds = await tellRefunds(platform, stage, { tenantId: system.tenantId, endsAt, claims });
      await tellLedger(stage);
      await tellReceivables(stage, { planted: remittances, proposer: system.slug === 'harborview' ? 'bill' : null });
      await recordNetworks(stage);
      const assigner = system.slug.toUpperCase();
      const door =
        system.slug === 'harborview' ? await tellDoorExamples(stage, { endsAt, assigner, seed: known.seed }) : [];
      await writeTruth(theriac.folders.root, { ...known, truth, door, remittances, refunds });
    }
  } finally {
    await prescriberGateway.stop();
    await platform.close();
  }
  for (const system of founded) await writeChartNote(theriac, system);
  return true;
}
