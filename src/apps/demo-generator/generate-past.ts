import { composeUuidV7, type Id } from '../../kernel/ids.ts';
import { addMinutes, dayIn, type Instant, millisecondsOf, type TimeZone } from '../../kernel/instant.ts';
import type { ClaimHistory } from '../../modules/claims/index.ts';
import { takeTherapyNumbers } from '../../modules/therapies/index.ts';
import type { DemoStage } from './demo-stage.ts';
import { type ToldScenario, tellScenarios } from './golden-scenarios.ts';
import { importPast } from './import-past.ts';
import { gatherCast, type PastCast, type PastSite } from './past-cast.ts';
import { tellLife } from './past-life.ts';
import { PastLots } from './past-lots.ts';
import { beginPast, type PastPlan } from './past-patients.ts';
import type { PlantedTruth } from './past-records.ts';
import { type PastTeller, tellUntil } from './past-teller.ts';
import { type PlantedPrice, plantPrices } from './plant-prices.ts';
import { type Chance, createChance, createSeededBytes } from './seeded-chance.ts';

/** How much past is told, from which seed, up to which instant. */
export interface PastRequest {
  readonly slug: string;
  readonly therapies: number;
  readonly seed: number;
  readonly endsAt: Instant;
  /** Whether the golden scenarios are told too. */
  readonly withScenarios: boolean;
  /** The number of the first patient, so that record numbers differ from those given before. */
  readonly firstNumber: number;
  /** Only therapies with these packages; all of the demonstration where none are named. */
  readonly ndcs?: readonly string[];
  onBatch?(done: number): void;
  /** Told of the claims of each batch as they were billed. */
  onClaims?(claims: readonly ClaimHistory[]): void;
}

/** What was put where. */
export interface PastTruth {
  readonly scenarios: readonly ToldScenario[];
  readonly therapies: readonly PlantedTruth[];
  readonly prices: readonly PlantedPrice[];
}

const historyMinutes = 548 * 1_440;
const recentMinutes = 26 * 1_440;
const therapiesInBatch = 100;

/** Tells the past of many therapies and brings it in through the bulk doors, a batch in each transaction. */
export async function generatePast(stage: DemoStage, request: PastRequest): Promise<PastTruth> {
  const truth = { scenarios: [] as ToldScenario[], therapies: [] as PlantedTruth[], prices: [] as PlantedPrice[] };
  for (let done = 0, batch = 0; done < request.therapies; batch += 1) {
    const count = Math.min(therapiesInBatch, request.therapies - done);
    const told = await tellBatch(stage, request, { batch, first: done, count });
    truth.scenarios.push(...told.scenarios);
    truth.therapies.push(...told.therapies);
    truth.prices.push(...told.prices);
    done += count;
    request.onBatch?.(done);
  }
  return truth;
}

/** Which therapies are told in one go. */
export interface PastBatch {
  readonly batch: number;
  readonly first: number;
  readonly count: number;
}

const mostScenarios = 8;

/** No transaction stays open while a batch is told: the database ends one that is idle for long. */
async function tellBatch(stage: DemoStage, request: PastRequest, part: PastBatch): Promise<PastTruth> {
  const wanted = part.count + (hasScenarios(part, request) ? mostScenarios : 0);
  const given = await stage.act('', async (tx) => ({
    cast: narrowCast(await gatherCast(stage, tx, dayIn(request.endsAt, 'UTC' as TimeZone)), request.ndcs),
    numbers: await takeTherapyNumbers(tx, wanted),
  }));
  const { told, scenarios, lots, random } = tellPasts(request, part, given);
  const past = { records: told.map(({ parts }) => parts.records), lots: lots.list() };
  const today = dayIn(request.endsAt, 'UTC' as TimeZone);
  const prices = plantPrices(past.records, { today, prices: given.cast.pricesByNdc });
  const claims = await stage.act('', (tx) => importPast(tx, past, random));
  request.onClaims?.(claims);
  return {
    scenarios: scenarios.map(({ scenario, teller }) => ({ scenario, ...truthOf(teller) })),
    therapies: told.map(truthOf),
    prices,
  };
}

/** Tells a batch of pasts. The same request, cast and numbers tell the same, ids included. */
export function tellPasts(
  request: PastRequest,
  part: PastBatch,
  given: { readonly cast: PastCast; readonly numbers: readonly number[] },
) {
  const { batch, first, count } = part;
  const { cast, numbers } = given;
  const { seed, endsAt, slug, firstNumber } = request;
  const chance = createChance(seed + batch * 7_919 + firstNumber);
  const random = createSeededBytes(chance);
  const newId = <Kind extends string>(at: Instant): Id<Kind> =>
    composeUuidV7({ milliseconds: millisecondsOf(at), random: random(10) }) as Id<Kind>;
  const lots = new PastLots(newId, `${batch}-${firstNumber}`, cast.pricesByNdc);
  const usual = { cast, chance, lots, newId, assigner: slug.toUpperCase() };
  const told: PastTeller[] = [];
  for (let index = 0; index < count; index += 1) {
    const number = firstNumber + first + index;
    const plan = composePlan(usual, { number, therapyNumber: numbers[index] ?? number, endsAt });
    const teller = beginPast(plan);
    tellUntil(teller, tellLife(teller), endsAt);
    told.push(teller);
  }
  const scenarios = hasScenarios(part, request)
    ? tellScenarios({ ...usual, endsAt, numbers: numbers.slice(count), firstNumber: firstNumber + 500_000 })
    : [];
  return { told: [...told, ...scenarios.map(({ teller }) => teller)], scenarios, lots, random };
}

function narrowCast(cast: PastCast, ndcs: PastRequest['ndcs']): PastCast {
  return ndcs === undefined ? cast : { ...cast, drugs: cast.drugs.filter(({ ndc11 }) => ndcs.includes(ndc11)) };
}

function hasScenarios({ batch }: PastBatch, { withScenarios }: PastRequest): boolean {
  return batch === 0 && withScenarios;
}

function truthOf({ parts }: PastTeller): PlantedTruth {
  const { therapyId, state } = parts.records.history;
  return { therapyId, number: state.number, planted: parts.planted };
}

function composePlan(
  usual: Omit<PastPlan, 'number' | 'therapyNumber' | 'receivedAt' | 'place' | 'drug'>,
  one: { readonly number: number; readonly therapyNumber: number; readonly endsAt: Instant },
): PastPlan {
  const { cast, chance } = usual;
  const { number, therapyNumber, endsAt } = one;
  const drug = cast.drugs[number % cast.drugs.length];
  if (drug === undefined) throw new Error('the demonstration has no drugs');
  const isRecent = chance.next() < 0.12;
  const ago = isRecent ? chance.between(120, recentMinutes) : chance.between(recentMinutes, historyMinutes);
  const place = choosePlace(cast, { programme: drug.programme, chance });
  return { ...usual, number, therapyNumber, drug, place, receivedAt: addMinutes(endsAt, -ago) };
}

function choosePlace(cast: PastCast, wanted: { readonly programme: string; readonly chance: Chance }): PastSite {
  const serving = cast.clinics
    .filter(({ diseaseStates }) => diseaseStates.includes(wanted.programme))
    .map(({ siteId }) => siteId);
  const fitting = cast.sites.filter(({ site }) => serving.includes(site.siteId));
  return wanted.chance.pick(fitting.length > 0 ? fitting : cast.sites);
}
