import { findNextOpening } from '../../kernel/business-calendar.ts';
import { addDays } from '../../kernel/calendar-day.ts';
import { addMinutes, dayIn, type Instant } from '../../kernel/instant.ts';
import type { Site } from '../../modules/identity/index.ts';
import { receivePrescription } from '../../modules/prescriptions/index.ts';
import type { Drug } from '../../modules/reference/index.ts';
import { takeAssistance, takeAuthorization, takeBenefits, takeEnrolment } from './access-steps.ts';
import { takePrescriptionCheck, takeStartReview } from './clinical-steps.ts';
import type { DemoClinic } from './demo-clinics.ts';
import { crews } from './demo-crews.ts';
import { type DemoJourney, must } from './demo-journey.ts';
import { type DemoPrescriber, makeOrder } from './demo-orders.ts';
import { makeCard, makePerson, townsBySite } from './demo-people.ts';
import { demoPrescribers } from './demo-prescribers.ts';
import { getRegimen } from './demo-regimens.ts';
import { chooseSource, type DemoStage, type GenerationPlan } from './demo-stage.ts';
import {
  takeArrival,
  takeClaim,
  takeFilling,
  takeMonitoring,
  takeProductCheck,
  takeScheduling,
  takeShipping,
  takeStartConfirmation,
} from './dispensing-steps.ts';
import { takeByHand } from './hand-steps.ts';
import type { Chance } from './seeded-chance.ts';

/** Something that somebody does at an instant; it returns what they do next, or null when the journey rests there. */
export interface JourneyStep {
  readonly at: Instant;
  take(): Promise<JourneyStep | null>;
}

/** Does a piece of work; false when the journey rests there, because somebody else said no. */
type Take = (journey: DemoJourney) => Promise<unknown>;

/** The work of a first fill in its usual order, with the usual wait before each piece, in hours. */
const usualOrder: readonly { readonly take: Take; readonly hours: readonly [number, number] }[] = [
  { take: takeEnrolment, hours: [2, 20] },
  { take: takeBenefits, hours: [2, 20] },
  { take: takeAuthorization, hours: [24, 150] },
  { take: takeAssistance, hours: [3, 30] },
  { take: takePrescriptionCheck, hours: [2, 10] },
  { take: takeStartReview, hours: [2, 20] },
  { take: takeScheduling, hours: [2, 10] },
  { take: takeClaim, hours: [1, 4] },
  { take: takeFilling, hours: [1, 6] },
  { take: takeProductCheck, hours: [1, 3] },
  { take: takeShipping, hours: [1, 5] },
  { take: takeArrival, hours: [18, 30] },
  { take: takeStartConfirmation, hours: [20, 60] },
  { take: takeMonitoring, hours: [150, 200] },
];

/** Composes one journey: an order that arrives, and what is done about it until the journey rests or the present is reached. */
export function composeJourney(parts: {
  readonly stage: DemoStage;
  readonly plan: GenerationPlan;
  readonly chance: Chance;
  readonly drugs: readonly Drug[];
  readonly clinics: readonly DemoClinic[];
  readonly number: number;
  readonly historyMinutes: number;
}): JourneyStep {
  const { stage, plan, chance, number } = parts;
  const siteKeys = [...stage.sites.keys()];
  const siteKey = siteKeys.includes('central') && chance.next() < 0.5 ? 'central' : chance.pick(siteKeys);
  const site = stage.sites.get(siteKey);
  const crew = crews[siteKey];
  if (site === undefined || crew === undefined) throw new Error(`the demonstration has no site ${siteKey}`);
  // About half of the journeys are under way and rest where life made them rest, each for a few days at most; the others are on therapy.
  const restsBefore = chance.next() < 0.55 ? chance.between(0, usualOrder.length - 1) : usualOrder.length;
  const drug = chooseDrug(parts.drugs, { number, restsBefore });
  const longestMinutes = restsBefore === usualOrder.length ? parts.historyMinutes : (2 + restsBefore) * 1440;
  const arrivesAt = inHours(
    site,
    addMinutes(plan.endsAt, -chance.between(Math.round(longestMinutes / 2), longestMinutes)),
  );
  return {
    at: arrivesAt,
    take: async () => {
      const today = dayIn(stage.clock.now(), site.timeZone);
      const town = chance.pick(townsBySite[siteKey] ?? []);
      const person = makePerson(chance, {
        ...{ town, number, today },
        assigner: plan.system.slug.toUpperCase(),
        regimen: getRegimen(drug.ndc11),
      });
      const { isGovernment, ...card } = makeCard(chance, number);
      const order = makeOrder({
        drug,
        person,
        card,
        prescriber: choosePrescriber(chance, { drug, clinics: parts.clinics }),
        siteId: site.siteId,
        receivedAt: stage.clock.now(),
        writtenOn: addDays(today, -1),
        number,
        source: chooseSource(stage, number),
      });
      const received = must(await stage.act('', (tx) => receivePrescription(tx, order)));
      const { therapyId, prescriptionId } = received;
      if (therapyId === null) return null;
      const journey: DemoJourney = { stage, chance, site, crew, drug, isGovernment, therapyId, prescriptionId };
      return composeNext(journey, { index: 0, restsBefore });
    },
  };
}

function composeNext(
  journey: DemoJourney,
  place: { readonly index: number; readonly restsBefore: number },
): JourneyStep | null {
  const work = usualOrder[place.index];
  if (work === undefined || place.index >= place.restsBefore) return null;
  const minutes = journey.chance.between(work.hours[0] * 60, work.hours[1] * 60);
  return {
    at: inHours(journey.site, addMinutes(journey.stage.clock.now(), minutes)),
    take: async () => {
      if (!(await takeByHand(journey))) return null;
      const goesOn = await work.take(journey);
      return goesOn === false ? null : composeNext(journey, { ...place, index: place.index + 1 });
    },
  };
}

/** Chooses a prescriber of a clinic that treats with the drug. */
function choosePrescriber(
  chance: Chance,
  of: { readonly drug: Drug; readonly clinics: readonly DemoClinic[] },
): DemoPrescriber {
  const fitting = of.clinics.filter(({ diseaseStates }) => diseaseStates.includes(of.drug.programme));
  return fitting.length === 0 ? chance.pick(demoPrescribers) : chance.pick(fitting).prescriber;
}

/** Moves an instant to when the site is open. */
function inHours(site: Site, at: Instant): Instant {
  return findNextOpening(site.calendar, at) ?? at;
}

/** Chooses drugs in turn. One of limited distribution stops at the door until a person confirms access, so it only stands where a journey just began. */
function chooseDrug(drugs: readonly Drug[], journey: { readonly number: number; readonly restsBefore: number }): Drug {
  const fitting = drugs.filter((drug) => drug.limitedDistribution === (journey.restsBefore === 0));
  const drug = fitting[journey.number % fitting.length];
  if (drug === undefined) throw new Error('the demonstration has no drug that fits');
  return drug;
}
