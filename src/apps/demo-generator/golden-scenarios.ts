import { isBusinessDay } from '../../kernel/business-calendar.ts';
import { addDays, type CalendarDay, weekdayOf } from '../../kernel/calendar-day.ts';
import { addMinutes, dayIn, type Instant, instantAt } from '../../kernel/instant.ts';
import { refillCallRecorded } from '../../modules/clinical/events.ts';
import type { Site } from '../../modules/identity/index.ts';
import { prescriptionAccepted } from '../../modules/prescriptions/events.ts';
import { type DemoRegimen, getRegimen } from './demo-regimens.ts';
import { tellAssistance, tellBenefits, tellEnrolment } from './past-access.ts';
import { recordReview, tellStartConfirmation, tellVerification } from './past-clinical.ts';
import { tellFill } from './past-fill.ts';
import { beginPast, type PastPlan } from './past-patients.ts';
import type { PlantedTruth } from './past-records.ts';
import { PastTeller, program } from './past-teller.ts';
import type { Chance } from './seeded-chance.ts';

/** A golden scenario and the therapy that shows it. */
export interface ToldScenario extends PlantedTruth {
  readonly scenario: string;
}

/** What the scenarios are told with. */
export interface ScenarioRequest extends Pick<PastPlan, 'cast' | 'chance' | 'lots' | 'newId' | 'assigner'> {
  readonly endsAt: Instant;
  readonly numbers: readonly number[];
  readonly firstNumber: number;
}

interface Scene {
  readonly site: Site;
  readonly endsAt: Instant;
  begin(day: CalendarDay, time: string): PastTeller;
  at(day: CalendarDay, time: string): Instant;
}

type Scenario = (scene: Scene) => PastTeller | null;

/** Nothing happens by chance in a scenario: what is likely does, what is unlikely does not. */
const steady: Chance = {
  next: () => 0.5,
  between: (least, most) => Math.floor((least + most) / 2),
  pick: (values) => {
    const value = values[Math.floor(values.length / 2)];
    if (value === undefined) throw new Error('there is nothing to choose from');
    return value;
  },
};

/** A scenario with how much of which drug it dispenses. The intervention's lasts until the next Monday holiday, so that its clocks stay on the page. */
const scenarios: readonly {
  readonly name: string;
  readonly title: string;
  readonly ndc: string;
  readonly supply: Pick<DemoRegimen, 'quantityThousandths' | 'daysSupply'>;
  readonly tell: Scenario;
}[] = [
  {
    ...{ name: 'GS1', title: 'Clean referral', ndc: '00074055402', tell: tellCleanReferral },
    supply: { quantityThousandths: 2_000, daysSupply: 28 },
  },
  {
    ...{ name: 'GS2', title: 'Intervention', ndc: '00074055402', tell: tellIntervention },
    supply: { quantityThousandths: 12_000, daysSupply: 168 },
  },
  {
    ...{ name: 'GS3', title: 'Vector three', ndc: '00069100101', tell: tellThirdVector },
    supply: { quantityThousandths: 180_000, daysSupply: 90 },
  },
];

/** Tells the golden scenarios on their latest days before the end; one whose days did not come yet is left out. */
export function tellScenarios(
  request: ScenarioRequest,
): readonly { readonly scenario: string; readonly teller: PastTeller }[] {
  const { cast, endsAt } = request;
  const place = cast.sites.find(({ key }) => key === 'central');
  if (place === undefined) return [];
  return scenarios.flatMap(({ name, title, ndc, supply, tell }, index) => {
    const drug = cast.drugs.find(({ ndc11 }) => ndc11 === ndc);
    const therapyNumber = request.numbers[index];
    if (drug === undefined || therapyNumber === undefined) return [];
    const at = (day: CalendarDay, time: string): Instant => instantAt({ day, time, timeZone: place.site.timeZone });
    const plan = { ...request, place, drug, therapyNumber, number: request.firstNumber + index };
    const regimen = { ...getRegimen(ndc), ...supply };
    const begin = (day: CalendarDay, time: string): PastTeller =>
      beginScenario({ ...plan, receivedAt: at(day, time) }, { name: [name, title], regimen });
    const teller = tell({ site: place.site, endsAt, begin, at });
    return teller === null ? [] : [{ scenario: name, teller }];
  });
}

function beginScenario(
  plan: PastPlan,
  change: { readonly name: readonly [string, string]; readonly regimen: DemoRegimen },
): PastTeller {
  const begun = beginPast(plan, { ...change, isCommercial: true });
  const teller = new PastTeller({ ...begun.parts, chance: steady }, begun.now);
  const [prescription] = teller.parts.records.prescriptions;
  if (prescription !== undefined) {
    const { prescriptionId, prescriberId } = prescription;
    teller.hear(prescriptionAccepted, { prescriptionId, prescriberId });
  }
  return teller;
}

/** GS1: received Monday 10:00, benefits 11:30, no authorization, card with $5 left, cleared 14:00, ready Tuesday 09:30. */
function tellCleanReferral(scene: Scene): PastTeller | null {
  const { site, endsAt, at } = scene;
  const monday = findDay(scene, (day) => weekdayOf(day) === 1 && isOpen(site, day) && isOpen(site, addDays(day, 1)), 6);
  if (monday === null) return null;
  const tuesday = addDays(monday, 1);
  const teller = scene.begin(monday, '10:00');
  tellAccess(teller, { enrolled: at(monday, '10:30'), checked: at(monday, '11:30'), quoted: at(monday, '11:45') });
  verify(teller, at(monday, '13:45'));
  clear(teller, at(monday, '14:00'));
  tellFilling(teller, {
    scheduled: at(monday, '14:30'),
    opened: at(monday, '15:00'),
    benched: at(tuesday, '09:00'),
    verified: at(tuesday, '09:30'),
    shipped: at(tuesday, '11:00'),
    delivered: at(addDays(tuesday, 1), '12:00'),
    endsAt,
  });
  confirmStart(teller, at(addDays(tuesday, 3), '10:00'), endsAt);
  return teller;
}

/** GS2: received Friday 16:45, a missing result asked for at 17:00 and returned Tuesday 12:00 after a Monday holiday, ready Wednesday 10:00. */
function tellIntervention(scene: Scene): PastTeller | null {
  const { site, endsAt, at } = scene;
  const friday = findDay(
    scene,
    (day) => weekdayOf(day) === 5 && isOpen(site, day) && !isOpen(site, addDays(day, 3)),
    400,
  );
  if (friday === null) return null;
  const [tuesday, wednesday] = [addDays(friday, 4), addDays(friday, 5)];
  const teller = scene.begin(friday, '16:45');
  const { history } = teller.parts.records;
  const { pharmacist } = teller.parts.place.crew;
  teller.now = at(friday, '17:00');
  recordReview(teller, 'labs-missing', ['71773-6', '5195-3', '58410-2']);
  const wait = { reason: 'awaiting_prescriber', source: null } as const;
  history.give(
    { kind: 'start-wait', ...wait, party: 'prescriber', since: teller.now },
    { at: teller.now, actor: pharmacist, note: 'Tuberculosis screen asked for.' },
  );
  tellAccess(teller, { enrolled: at(friday, '17:05'), checked: at(friday, '17:15'), quoted: at(friday, '17:20') });
  teller.now = at(tuesday, '12:00');
  history.give({ kind: 'end-wait', ...wait, until: teller.now }, { at: teller.now, actor: pharmacist });
  verify(teller, at(tuesday, '13:30'));
  clear(teller, at(tuesday, '14:00'));
  tellFilling(teller, {
    scheduled: at(tuesday, '14:30'),
    opened: at(tuesday, '15:00'),
    benched: at(wednesday, '09:15'),
    verified: at(wednesday, '10:00'),
    shipped: at(wednesday, '13:00'),
    delivered: at(addDays(wednesday, 1), '12:00'),
    endsAt,
  });
  confirmStart(teller, at(addDays(wednesday, 5), '10:00'), endsAt);
  return teller;
}

/** GS3, vector V3: 90 days' supply filled on 25 March, 5 July and 25 September of one year. */
function tellThirdVector(scene: Scene): PastTeller | null {
  const { endsAt, at, site } = scene;
  const thisYear = Number(dayIn(endsAt, site.timeZone).slice(0, 4));
  const year = at(`${thisYear}-09-30` as CalendarDay, '12:00') < endsAt ? thisYear : thisYear - 1;
  const days = ['03-25', '07-05', '09-25'].map((day) => `${year}-${day}` as CalendarDay);
  const [first, ...later] = days;
  if (first === undefined) return null;
  const before = addDays(first, -1);
  const teller = scene.begin(before, '09:00');
  tellAccess(teller, { enrolled: at(before, '10:00'), checked: at(before, '11:00'), quoted: at(before, '12:00') });
  verify(teller, at(before, '13:00'));
  clear(teller, at(before, '14:00'));
  tellFilling(teller, { ...hoursOf(scene, first), endsAt });
  confirmStart(teller, at(addDays(first, 3), '10:00'), endsAt);
  for (const day of later) {
    const { history } = teller.parts.records;
    const { supply, cycle } = history.state;
    if (supply === null) return teller;
    teller.now = supply.windowOpensAt;
    const source = { kind: 'timer', id: 'refill-window' };
    history.give({ kind: 'open-refill-cycle', afterCycle: cycle.number, source }, { at: teller.now, actor: program });
    teller.now = at(addDays(day, -1), '11:00');
    teller.hear(refillCallRecorded, { callId: teller.newId<'refill-call'>(), outcome: 'confirmed', ruleCodes: [] });
    tellFilling(teller, { ...hoursOf(scene, day), endsAt });
  }
  return teller;
}

function confirmStart(teller: PastTeller, at: Instant, endsAt: Instant): void {
  if (at >= endsAt) return;
  teller.now = at;
  tellStartConfirmation(teller);
}

function hoursOf({ at }: Scene, day: CalendarDay) {
  return {
    scheduled: at(addDays(day, -1), '15:00'),
    opened: at(day, '09:00'),
    benched: at(day, '10:00'),
    verified: at(day, '11:00'),
    shipped: at(day, '13:00'),
    delivered: at(addDays(day, 1), '12:00'),
  };
}

function tellAccess(
  teller: PastTeller,
  when: { readonly enrolled: Instant; readonly checked: Instant; readonly quoted: Instant },
): void {
  teller.now = when.enrolled;
  finish(tellEnrolment(teller));
  teller.now = when.checked;
  finish(tellBenefits(teller, false));
  teller.now = when.quoted;
  finish(tellAssistance(teller));
}

function verify(teller: PastTeller, at: Instant): void {
  const prescription = teller.parts.records.prescriptions.at(-1);
  if (prescription === undefined) throw new Error('there is nothing to verify');
  teller.now = at;
  tellVerification(teller, prescription.prescriptionId);
}

function clear(teller: PastTeller, at: Instant): void {
  teller.now = at;
  recordReview(teller, 'cleared', ['71773-6', '5195-3', '58410-2']);
}

/** Tells a fill at named times. The check takes two minutes, so it begins before the moment at which it is done. */
function tellFilling(
  teller: PastTeller,
  when: Readonly<Record<'scheduled' | 'opened' | 'benched' | 'verified' | 'shipped' | 'delivered' | 'endsAt', Instant>>,
): void {
  const moments = [when.opened, when.benched, addMinutes(when.verified, -2), when.shipped, when.delivered];
  teller.now = when.scheduled;
  const telling = tellFill(teller);
  telling.next();
  for (const moment of moments) {
    if (moment >= when.endsAt) return;
    teller.now = moment;
    telling.next();
  }
}

function finish(telling: Generator<unknown, unknown, void>): void {
  if (telling.next().done !== true) throw new Error('nothing waits in a scenario');
}

function findDay(scene: Scene, fits: (day: CalendarDay) => boolean, mostWeeks: number): CalendarDay | null {
  const last = addDays(dayIn(scene.endsAt, scene.site.timeZone), -7);
  for (let back = 0; back < mostWeeks * 7; back += 1) {
    const day = addDays(last, -back);
    if (fits(day)) return day;
  }
  return null;
}

function isOpen({ calendar }: Site, day: CalendarDay): boolean {
  return isBusinessDay(calendar, day);
}
