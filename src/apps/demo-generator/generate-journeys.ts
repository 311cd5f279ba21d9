import type { StaffId, TenantId } from '../../kernel/ids.ts';
import { addMinutes, dayIn, type Instant, type TimeZone } from '../../kernel/instant.ts';
import { savePacketVersions, startPackets } from '../../modules/access/index.ts';
import { findPartnerOfKind } from '../../modules/exchange/index.ts';
import { findStaffByUserName, listSites, type Site } from '../../modules/identity/index.ts';
import { installDemoReference, listSpecialtyDrugs } from '../../modules/reference/index.ts';
import type { MovableClock } from '../../platform/clock/clock.ts';
import type { Platform } from '../../platform/open-platform.ts';
import type { Actor } from '../../platform/transaction/actor.ts';
import { enterClinics, gatherClinics } from './demo-clinics.ts';
import { enterContracts } from './demo-contracts.ts';
import type { DemoHealthSystem } from './demo-health-systems.ts';
import { enterPayerRules } from './demo-payer-rules.ts';
import type { DemoStage, GenerationPlan } from './demo-stage.ts';
import { composeJourney, type JourneyStep } from './journey-steps.ts';
import { createChance } from './seeded-chance.ts';
import { stockShelves } from './stock-shelves.ts';

const historyMinutes = 60 * 24 * 36;

/**
 * Makes the therapies of a health system by the program's own actions under a simulated clock: what is true of real work is true of the
 * demonstration. The same seed and the same end give the same people, orders and steps.
 */
export async function generateJourneys(
  platform: Platform & { readonly clock: MovableClock },
  plan: GenerationPlan & {
    /** Waits until what a step has sent to partners is answered. */
    readonly settle?: () => Promise<void>;
  },
): Promise<number> {
  const stage = await openStage(platform, plan.system);
  stage.clock.moveTo(addMinutes(plan.endsAt, -historyMinutes));
  await stage.act('', async (tx) => {
    await installDemoReference(tx);
    await enterPayerRules(tx);
    await enterContracts(tx, dayIn(plan.endsAt, 'UTC' as TimeZone));
    await savePacketVersions(tx, startPackets);
    await enterClinics(tx, stage.sites);
  });
  const clinics = await stage.act('', gatherClinics);
  const drugs = await stage.act('', listSpecialtyDrugs);
  await stockShelves(stage, { drugs, endsOn: dayIn(plan.endsAt, 'UTC' as TimeZone) });
  const chance = createChance(plan.seed);
  const waiting: JourneyStep[] = [];
  for (let number = 1; number <= plan.patients; number += 1)
    waiting.push(composeJourney({ stage, plan, chance, drugs, clinics, number, historyMinutes }));
  return runInOrder(platform, { waiting, stage, endsAt: plan.endsAt, settle: plan.settle ?? (async () => undefined) });
}

/** Takes the earliest step again and again, so that all journeys happen beside each other as they would in life. */
async function runInOrder(
  platform: Platform,
  run: {
    readonly waiting: JourneyStep[];
    readonly stage: DemoStage;
    readonly endsAt: Instant;
    settle(): Promise<void>;
  },
): Promise<number> {
  let taken = 0;
  for (;;) {
    run.waiting.sort((left, right) => left.at.localeCompare(right.at));
    const step = run.waiting.shift();
    if (step === undefined || step.at > run.endsAt) return taken;
    run.stage.clock.moveTo(step.at);
    const next = await step.take();
    await platform.dueWork.runDue();
    await run.settle();
    taken += 1;
    if (next !== null) run.waiting.push(next);
  }
}

/** Opens the stage of a health system: its sites, its people, its clock. */
export async function openStage(
  platform: Platform & { readonly clock: MovableClock },
  system: DemoHealthSystem,
): Promise<DemoStage> {
  const tenantId = system.tenantId as TenantId;
  const actors = new Map<string, Actor>();
  const sites = new Map<string, Site>();
  let senders: DemoStage['senders'] = { ehr: null, network: null };
  await platform.transactor.transact({ tenantId, actor: { kind: 'system', name: 'demo' } }, async (tx) => {
    for (const site of await listSites(tx)) {
      const key = system.sites.find((one) => one.npi === site.npi)?.key;
      if (key !== undefined) sites.set(key, site);
    }
    const ehr = await findPartnerOfKind(tx, 'ehr');
    const network = await findPartnerOfKind(tx, 'prescriber');
    senders = { ehr: ehr?.partnerId ?? null, network: network?.partnerId ?? null };
    for (const person of system.people) {
      const member = await findStaffByUserName(tx, person.userName);
      if (member !== null) actors.set(person.userName, toActor(member.staffId, person.roles));
    }
  });
  const actorOf = (userName: string): Actor => actors.get(userName) ?? { kind: 'system', name: 'demo' };
  return {
    clock: platform.clock,
    sites,
    senders,
    actorOf,
    act: (userName, work) => platform.transactor.transact({ tenantId, actor: actorOf(userName) }, work),
  };
}

function toActor(staffId: StaffId, roles: readonly string[]): Actor {
  return {
    kind: 'staff',
    staffId,
    sessionId: staffId as string as (Actor & { kind: 'staff' })['sessionId'],
    siteId: null,
    roles,
  };
}
