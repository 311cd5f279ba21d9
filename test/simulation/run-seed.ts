import { addMinutes } from '../../src/kernel/instant.ts';
import { Crashed } from './crash-points.ts';
import { type ActName, acts, detours, findSituation, listUsefulActs } from './simulated-acts.ts';
import { sendMessage } from './simulated-orders.ts';
import type { SimulatedWorld } from './simulated-world.ts';

const crashShare = 0.12;
const detourShare = 0.12;
const actNames = Object.keys(acts) as readonly (keyof typeof acts)[];
const detourNames = Object.keys(detours) as readonly (keyof typeof detours)[];

/** Takes one step of a seed: somebody or something does what it does next, and now and then the program crashes over it. */
export async function takeStep(world: SimulatedWorld): Promise<void> {
  const { chance, clock } = world;
  // No two steps share an instant, so that what stood at a step can be read from the streams afterwards.
  clock.advance(1_000);
  const step = await chooseStep(world);
  if (chance.next() < crashShare) {
    const what = chance.next() < 0.6 ? 'process' : 'connection';
    world.process().points.plan({ afterStatements: chance.between(1, 14), what, isCarriedOut: chance.next() < 0.5 });
  }
  const outcome = await attempt(world, step.run);
  world.process().points.calm();
  if (world.process().points.isDown()) {
    await world.restart();
    count(world, 'restarts');
  }
  world.trace.push(`${step.name}: ${outcome}`);
  if (outcome !== 'done') return;
  const [act = '', therapy = ''] = step.name.split(' #');
  count(world, act);
  if (therapy !== '') remember(world, { act, therapy });
}

/** Ends a seed: everything is sent until it is acknowledged, and all that is due is done, without further crashes. */
export async function comeToRest(world: SimulatedWorld): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    for (const message of world.messages)
      if (!message.isAcknowledged) await sendMessage(world.process(), world.start, message);
    world.courier.watch(await listParcels(world));
    for (const report of world.courier.list()) if (!report.isTaken) await world.process().report(report.body);
    for (const report of world.courier.list()) report.isTaken = true;
    await world.process().sweep();
    await world.process().work();
    // Long enough for whatever was put off, and short of the next day's work.
    world.clock.moveTo(addMinutes(world.clock.now(), 15));
  }
}

interface Step {
  readonly name: string;
  run(): Promise<unknown>;
}

async function chooseStep(world: SimulatedWorld): Promise<Step> {
  const { chance, clock } = world;
  const roll = chance.next();
  if (roll < 0.18) return { name: 'work', run: () => world.process().work() };
  if (roll < 0.26) {
    const minutes = chance.next() < 0.25 ? chance.between(600, 2_400) : chance.between(1, 90);
    return { name: 'time', run: async () => clock.moveTo(addMinutes(clock.now(), minutes)) };
  }
  if (roll < 0.3) return { name: 'sweep', run: () => world.process().sweep() };
  const hasUnsent = world.messages.some(({ isAcknowledged }) => !isAcknowledged);
  if (roll < (hasUnsent ? 0.42 : 0.34)) return chooseMessage(world);
  if (roll < 0.44) return chooseReport(world);
  return chooseAct(world);
}

/** A message is sent, sent again because nobody acknowledged it, or sent once more although somebody did. */
function chooseMessage(world: SimulatedWorld): Step {
  const waiting = world.messages.filter(({ isAcknowledged }) => !isAcknowledged);
  const message = world.chance.pick(waiting.length > 0 && world.chance.next() < 0.8 ? waiting : world.messages);
  const repeated = message.isSent ? 'send again' : 'send';
  return { name: repeated, run: () => sendMessage(world.process(), world.start, message) };
}

/** Reports come in any order, some twice, some only much later. */
async function chooseReport(world: SimulatedWorld): Promise<Step> {
  world.courier.watch(await listParcels(world));
  const reports = world.courier.list();
  if (reports.length === 0) return { name: 'work', run: () => world.process().work() };
  const report = world.chance.pick(reports);
  return {
    name: report.isTaken ? 'report again' : 'report',
    run: async () => {
      const status = await world.process().report(report.body);
      if (status === 200) report.isTaken = true;
    },
  };
}

async function chooseAct(world: SimulatedWorld): Promise<Step> {
  const { chance } = world;
  const journeys = await world.listJourneys();
  if (journeys.length === 0) return chooseMessage(world);
  const journey = chance.pick(journeys);
  const situation = await findSituation(journey);
  const roll = chance.next();
  if (roll < detourShare) {
    const name = chance.pick(detourNames);
    return { name: `${name} #${journeys.indexOf(journey)}`, run: () => detours[name](situation) };
  }
  const done = world.done.get(String(journeys.indexOf(journey))) ?? new Set();
  const useful = listUsefulActs(situation);
  const left = useful.filter((name) => !done.has(name));
  const wanted: readonly ActName[] = roll > 0.95 ? actNames : left.length > 0 ? left : useful;
  const name = chance.pick(wanted);
  const act = { ...acts, ...detours }[name];
  return { name: `${name} #${journeys.indexOf(journey)}`, run: () => act(situation) };
}

async function listParcels(world: SimulatedWorld) {
  const journeys = await world.listJourneys();
  const parcels = [];
  for (const journey of journeys) parcels.push((await findSituation(journey)).deliveries);
  return parcels.flat();
}

/** Runs a step; a refusal of the rules and a crash are outcomes, anything else is a bug. */
async function attempt(world: SimulatedWorld, run: () => Promise<unknown>): Promise<string> {
  try {
    const outcome = await run();
    return typeof outcome === 'object' && outcome !== null && 'ok' in outcome && outcome.ok === false
      ? 'refused'
      : 'done';
  } catch (error) {
    if (isCrash(error)) return 'crashed';
    if (error instanceof Error && error.message.startsWith('the demonstration was refused')) return 'refused';
    if (error instanceof Error && /without a |has no /.test(error.message)) return 'refused';
    throw new Error(`seed ${world.seed} broke at step ${world.trace.length}`, { cause: error });
  }
}

function isCrash(error: unknown): boolean {
  return (
    error instanceof Crashed || (error instanceof Error && /Connection terminated|not queryable/.test(error.message))
  );
}

function count(world: SimulatedWorld, what: string): void {
  world.counts.set(what, (world.counts.get(what) ?? 0) + 1);
}

/** Takes note of what was done about a therapy; after a step back or a new fill it may have to be done again. */
function remember(world: SimulatedWorld, { act, therapy }: { readonly act: string; readonly therapy: string }): void {
  const known = act in acts && act !== 'open fill' && act !== 'hand over' ? (world.done.get(therapy) ?? []) : [];
  world.done.set(therapy, new Set([...known, act]));
}
