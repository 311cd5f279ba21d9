import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { subscriptions, timerActions } from '../../src/apps/composition.ts';
import { demoHealthSystems } from '../../src/apps/demo-generator/demo-health-systems.ts';
import type { DemoJourney } from '../../src/apps/demo-generator/demo-journey.ts';
import type { DemoStage } from '../../src/apps/demo-generator/demo-stage.ts';
import { type Chance, createChance } from '../../src/apps/demo-generator/seeded-chance.ts';
import type { TherapyId } from '../../src/kernel/ids.ts';
import { savePartnerAddress } from '../../src/modules/exchange/index.ts';
import { findStaffByUserName, listSites, type Site } from '../../src/modules/identity/index.ts';
import type { Prescription } from '../../src/modules/prescriptions/index.ts';
import { listSpecialtyDrugs } from '../../src/modules/reference/index.ts';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import type { Subscription, TimerAction } from '../../src/platform/events/subscription.ts';
import type { Actor } from '../../src/platform/transaction/actor.ts';
import { RolledBack } from '../../src/platform/transaction/transactor.ts';
import { startCourier, startSwitch } from '../support/partner-simulators.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { SimulatedCourier } from './simulated-courier.ts';
import { composeMessages, type SimulatedMessage } from './simulated-orders.ts';
import { type SimulatedProcess, startProcess } from './simulated-process.ts';
import { type SimulationStart, simulatedTenant, simulationStart } from './simulation-start.ts';

/** What a seed may be run with, for faults that are planted on purpose. */
export interface SimulationSetup {
  readonly people?: number;
  readonly steps?: number;
  readonly subscriptions?: readonly Subscription[];
  readonly timerActions?: readonly TimerAction[];
  /** Done with the world after every step. */
  readonly afterStep?: (world: SimulatedWorld) => Promise<void>;
  /** Done with the world once it came to rest and its invariants were checked. */
  readonly atRest?: (world: SimulatedWorld) => Promise<void>;
}

/** One seed's world: a database of its own, partners, the process that lives now, and what happened so far. */
export interface SimulatedWorld {
  readonly seed: number;
  readonly chance: Chance;
  readonly clock: MovableClock;
  readonly database: TestDatabase;
  readonly start: SimulationStart;
  readonly messages: readonly SimulatedMessage[];
  readonly courier: SimulatedCourier;
  readonly stage: DemoStage;
  readonly trace: string[];
  readonly faults: string[];
  readonly logLines: string[];
  readonly counts: Map<string, number>;
  /** What was done about each therapy since its last turn, by its place in the list. */
  readonly done: Map<string, ReadonlySet<string>>;
  process(): SimulatedProcess;
  /** Starts the program again after a crash. */
  restart(): Promise<void>;
  /** Lists the therapies of prescriptions that arrived so far, in the order of their messages. */
  listJourneys(): Promise<readonly DemoJourney[]>;
  close(): Promise<void>;
}

const crew = {
  intake: 'ines',
  access: 'ben',
  pharmacist: 'clara',
  technician: 'theo',
  verifier: 'vera',
  shipping: 'sam',
};

/** Opens the world of a seed. */
export async function openWorld(start: SimulationStart, seed: number, setup: SimulationSetup): Promise<SimulatedWorld> {
  const chance = createChance(seed);
  const clock = new MovableClock(simulationStart);
  const database = await openTestDatabase(start.template);
  const faults: string[] = [];
  const logLines: string[] = [];
  const launch = (): Promise<SimulatedProcess> =>
    startProcess({
      ...{ start, applicationUrl: database.appUrl, clock, faults, logLines },
      subscriptions: setup.subscriptions ?? subscriptions,
      timerActions: setup.timerActions ?? timerActions,
    });
  let process = await launch();
  const partners = await startPartners(start, process);
  const stage = await openStage(clock, () => process);
  const ended: SimulatedProcess[] = [];
  const [drug] = (await stage.act('', listSpecialtyDrugs)).filter(({ ndc11 }) => ndc11 === '00074055402');
  if (drug === undefined) throw new Error('the drug of the simulation is missing');
  const world: SimulatedWorld = {
    ...{ seed, chance, clock, database, start, stage, faults, logLines },
    messages: composeMessages(chance, setup.people ?? 2),
    courier: new SimulatedCourier(createChance(seed ^ 0x5f5f)),
    trace: [],
    counts: new Map(),
    done: new Map(),
    process: () => process,
    restart: async () => {
      ended.push(process);
      process = await launch();
    },
    listJourneys: async () => {
      const prescriptions = await listArrived(world);
      return prescriptions.flatMap(({ prescription_id: prescriptionId, therapy_id: therapyId, site_id: siteId }) => {
        const site = [...stage.sites.values()].find((one) => one.siteId === siteId);
        if (therapyId === null || site === undefined) return [];
        return [{ stage, chance, site, crew, drug, isGovernment: false, therapyId, prescriptionId }];
      });
    },
    close: async () => {
      for (const one of [...ended, process]) await one.close();
      await partners.stop();
      await database.close();
      rmSync(join(start.folders.anchors), { recursive: true, force: true });
    },
  };
  return world;
}

interface ArrivedPrescription {
  readonly prescription_id: Prescription['prescriptionId'];
  readonly therapy_id: TherapyId | null;
  readonly site_id: Site['siteId'];
}

async function listArrived(world: SimulatedWorld): Promise<readonly ArrivedPrescription[]> {
  const { rows } = await world.database.owner.query<ArrivedPrescription>(
    `select p.prescription_id, p.therapy_id, p.site_id from prescriptions.prescription p
     where p.tenant_id = $1 and p.status = 'accepted' order by p.order_number`,
    [simulatedTenant],
  );
  return rows;
}

async function startPartners(start: SimulationStart, process: SimulatedProcess): Promise<{ stop(): Promise<void> }> {
  const host = '127.0.0.1';
  const claims = await startSwitch({ host, port: 0, delayMilliseconds: 0 });
  const account = {
    account: `${simulatedTenant}.${start.courierId}`,
    keyHex: process.courierKeyHex,
    eventsAddress: '',
  };
  const courier = await startCourier({ host, port: 0, accounts: [account], speedFactor: 0 });
  const scope = { tenantId: simulatedTenant, actor: { kind: 'system', name: 'simulation' } as const };
  await process.platform.transactor.transact(scope, async (tx) => {
    await savePartnerAddress(tx, { partnerId: start.switchId, address: `tcp://${host}:${claims.port}` });
    await savePartnerAddress(tx, { partnerId: start.courierId, address: `http://${host}:${courier.port}` });
  });
  return {
    stop: async () => {
      await claims.stop();
      await courier.stop();
    },
  };
}

/** Seats the people; what they are refused is rolled back, as an endpoint does it. */
async function openStage(clock: MovableClock, process: () => SimulatedProcess): Promise<DemoStage> {
  const [system] = demoHealthSystems;
  const actors = new Map<string, Actor>();
  const sites = new Map<string, Site>();
  const program: Actor = { kind: 'system', name: 'simulation' };
  const actorOf = (userName: string): Actor => actors.get(userName) ?? program;
  const act: DemoStage['act'] = (userName, work) =>
    process().platform.transactor.transact({ tenantId: simulatedTenant, actor: actorOf(userName) }, async (tx) => {
      const outcome = await work(tx);
      if (isRefused(outcome)) throw new RolledBack(outcome);
      return outcome;
    });
  await act('', async (tx) => {
    for (const site of await listSites(tx)) sites.set(site.npi, site);
    for (const person of system?.people ?? []) {
      const member = await findStaffByUserName(tx, person.userName);
      if (member === null) continue;
      const sessionId = member.staffId as string as (Actor & { kind: 'staff' })['sessionId'];
      actors.set(person.userName, {
        kind: 'staff',
        staffId: member.staffId,
        sessionId,
        siteId: null,
        roles: person.roles,
      });
    }
  });
  return { clock, sites, senders: { ehr: null, network: null }, act, actorOf };
}

function isRefused(outcome: unknown): boolean {
  return typeof outcome === 'object' && outcome !== null && 'ok' in outcome && outcome.ok === false;
}
