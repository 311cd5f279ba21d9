import { addDays, type CalendarDay, countDaysBetween } from '../../../kernel/calendar-day.ts';
import { computeDosesOnHand, type DoseCounts } from '../../quality/index.ts';

/** A supply that reached the patient. */
export interface ReceivedSupply {
  readonly supplyId: string;
  readonly on: CalendarDay;
  readonly quantityThousandths: number;
  readonly daysSupply: number;
}

/** From which day the patient takes how much: an amount in so many days; `held` while nothing is taken. */
export interface DosePhase {
  readonly fromOn: CalendarDay;
  /** `as-dispensed`: the dose follows again from what is dispensed, such as after a pause. */
  readonly kind: 'dose' | 'held' | 'as-dispensed';
  readonly amountThousandths: number;
  readonly everyDays: number;
}

/**
 * What a patient said about the doses at home, in units of the prescription. A count is that of the beginning of the day:
 * before its dose, and before what is delivered on it.
 */
interface DoseReport {
  readonly on: CalendarDay;
  /** Counted at home before the dose of that day, in thousandths; null when it was not counted. */
  readonly onHandThousandths: number | null;
  readonly dosesMissed: number;
  readonly dosesLost: number;
}

/** All that is known about the doses of a therapy. */
export interface DoseLedger {
  readonly supplies: readonly ReceivedSupply[];
  readonly phases: readonly DosePhase[];
  readonly reports: readonly DoseReport[];
}

/** Doses as they stand at the beginning of a day, in thousandths of a unit, and the day on which they end. */
interface DoseStanding {
  /** Since the patient last counted; since the first supply when nobody counted. */
  readonly counts: DoseCounts;
  readonly countedThousandths: number | null;
  readonly countedOn: CalendarDay | null;
  readonly onHandThousandths: number;
  /** The first day without a whole day's dose; null while nothing is due, such as during a pause. */
  readonly runOutOn: CalendarDay | null;
  /** How much is due in how many days at present; null before the first supply. */
  readonly dose: { readonly amountThousandths: number; readonly everyDays: number; readonly isHeld: boolean } | null;
}

const oneUnit = 1_000;

interface Rate {
  readonly amountThousandths: number;
  readonly everyDays: number;
  readonly isHeld: boolean;
}

interface Walk {
  dispensed: number;
  due: number;
  missed: number;
  held: number;
  lost: number;
  counted: number | null;
  countedOn: CalendarDay | null;
}

/**
 * Computes the doses on hand at the beginning of a day and the day on which they end if nothing more comes. Doses that fell
 * due while nothing was there were missed: they don't use up what comes later. Amounts are counted linearly within a phase
 * and rounded up to the next thousandth, so that the run-out is never too late.
 */
export function computeDoseStanding(ledger: DoseLedger, asOf: CalendarDay): DoseStanding {
  const walk: Walk = { dispensed: 0, due: 0, missed: 0, held: 0, lost: 0, counted: null, countedOn: null };
  const days = listDays(ledger, asOf);
  for (const [position, day] of days.entries()) {
    applyDay(walk, ledger, day);
    const next = days[position + 1] ?? asOf;
    if (next > day) passTime(walk, ledger, { from: day, to: next });
  }
  const onHandThousandths = balanceOf(walk);
  return {
    counts: {
      dispensed: walk.dispensed,
      dueSinceStart: walk.due,
      missed: walk.missed,
      held: walk.held,
      lost: walk.lost,
    },
    countedThousandths: walk.counted,
    countedOn: walk.countedOn,
    onHandThousandths,
    runOutOn: findRunOut(ledger, asOf, onHandThousandths),
    dose: rateOn(ledger, asOf),
  };
}

/** The days up to one on which something changes: supplies, counts and phases. */
function listDays({ supplies, phases, reports }: DoseLedger, asOf: CalendarDay): readonly CalendarDay[] {
  const first = supplies.map(({ on }) => on).sort()[0];
  if (first === undefined) return [];
  const days = [...supplies, ...reports].map(({ on }) => on).concat(phases.map(({ fromOn }) => fromOn));
  return [...new Set(days)].filter((day) => first <= day && day <= asOf).sort();
}

function applyDay(walk: Walk, ledger: DoseLedger, day: CalendarDay): void {
  for (const { on, onHandThousandths, dosesMissed, dosesLost } of ledger.reports) {
    if (on !== day) continue;
    if (onHandThousandths !== null) {
      Object.assign(walk, { dispensed: 0, due: 0, missed: 0, held: 0, lost: 0 });
      walk.counted = onHandThousandths;
      walk.countedOn = day;
      continue;
    }
    walk.missed += dosesMissed * oneUnit;
    walk.lost += Math.min(dosesLost * oneUnit, Math.max(0, balanceOf(walk)));
  }
  for (const { on, quantityThousandths } of ledger.supplies) {
    if (on === day) walk.dispensed += quantityThousandths;
  }
}

function passTime(
  walk: Walk,
  ledger: DoseLedger,
  span: { readonly from: CalendarDay; readonly to: CalendarDay },
): void {
  const rate = rateOn(ledger, span.from);
  if (rate === null) return;
  const due = Math.ceil((rate.amountThousandths * countDaysBetween(span)) / rate.everyDays);
  walk.due += due;
  if (rate.isHeld) walk.held += due;
  else walk.missed += Math.max(0, -balanceOf(walk));
}

function balanceOf({ counted, dispensed, due, missed, held, lost }: Walk): number {
  return (counted ?? 0) + computeDosesOnHand({ dispensed, dueSinceStart: due, missed, held, lost });
}

/** The dose in force on a day: the phase begun last, or what follows from the supply received last. */
function rateOn({ supplies, phases }: DoseLedger, day: CalendarDay): Rate | null {
  const phase = lastUntil(phases, day, ({ fromOn }) => fromOn);
  if (phase?.kind === 'dose') return { ...pick(phase), isHeld: false };
  const supply = lastUntil(supplies, day, ({ on }) => on);
  const standing = lastUntil(
    phases.filter(({ kind }) => kind !== 'held'),
    day,
    ({ fromOn }) => fromOn,
  );
  const isHeld = phase?.kind === 'held';
  if (isHeld && standing?.kind === 'dose') return { ...pick(standing), isHeld };
  if (supply === undefined) return null;
  return { amountThousandths: supply.quantityThousandths, everyDays: supply.daysSupply, isHeld };
}

function pick({ amountThousandths, everyDays }: DosePhase): Pick<Rate, 'amountThousandths' | 'everyDays'> {
  return { amountThousandths, everyDays };
}

function findRunOut(ledger: DoseLedger, asOf: CalendarDay, onHand: number): CalendarDay | null {
  const later = ledger.phases.map(({ fromOn }) => fromOn).filter((day) => day > asOf);
  const days = [asOf, ...new Set(later.sort())];
  let left = onHand;
  for (const [position, day] of days.entries()) {
    const rate = rateOn(ledger, day);
    const next = days[position + 1];
    if (rate === null) return null;
    if (rate.isHeld || rate.amountThousandths === 0) continue;
    const lasting = Math.floor((Math.max(0, left) * rate.everyDays) / rate.amountThousandths);
    const end = addDays(day, lasting);
    if (next === undefined || end < next) return end;
    left -= Math.ceil((rate.amountThousandths * countDaysBetween({ from: day, to: next })) / rate.everyDays);
  }
  return null;
}

function lastUntil<Item>(
  items: readonly Item[],
  day: CalendarDay,
  dayOf: (item: Item) => CalendarDay,
): Item | undefined {
  return items.reduce<Item | undefined>((last, item) => {
    if (dayOf(item) > day) return last;
    return last === undefined || dayOf(last) <= dayOf(item) ? item : last;
  }, undefined);
}
