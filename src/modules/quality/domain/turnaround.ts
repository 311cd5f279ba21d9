import {
  addBusinessMinutes,
  type BusinessCalendar,
  computeBusinessMinutes,
  countBusinessDays,
  findNextOpening,
} from '../../../kernel/business-calendar.ts';
import type { Instant } from '../../../kernel/instant.ts';
import {
  clipIntervals,
  computeTotalMilliseconds,
  type Interval,
  subtractIntervals,
  uniteIntervals,
} from '../../../kernel/intervals.ts';
import { type EscalationLevel, pauseReasons } from '../../pathways/language.ts';

/** A wait with its coded reason; `to` is null while it lasts. */
export interface Wait {
  readonly reason: string;
  readonly from: Instant;
  readonly to: Instant | null;
}

/** What happened between a referral and a fill that is ready for pick-up or for the courier. */
export interface TurnaroundFacts {
  readonly calendar: BusinessCalendar;
  /** When any channel first had the referral. The time at which somebody typed a record never moves it. */
  readonly received: Instant;
  readonly ready: Instant | null;
  readonly waits: readonly Wait[];
  /** Outreach to resolve something missing, wrong or needing a payer's decision; routine calls are not listed. */
  readonly interventions: readonly string[];
  /** The budget in business minutes. */
  readonly slaMinutes: number;
}

/** The measured times. What cannot be known before the fill is ready is null; a level is null when it was not reached. */
export interface Turnaround {
  readonly totalMinutes: number | null;
  readonly pausedMinutes: number | null;
  readonly pharmacyMinutes: number | null;
  readonly businessTotalMinutes: number | null;
  readonly businessPharmacyMinutes: number | null;
  readonly businessDays: number | null;
  readonly slaStart: Instant | null;
  readonly escalations: Readonly<Record<EscalationLevel, Instant | null>>;
  readonly slaBreached: boolean | null;
  readonly clean: boolean | null;
}

/**
 * Computes the turnaround of a fill in elapsed and in business minutes, with the waits that pause the clock taken out.
 * Pauses are the union of the listed waits inside [received, ready]. A level counts as reached when its share of the
 * budget is used up no later than at ready; the budget is breached only when more than all of it is used at ready.
 * While the fill is not ready, the levels are the instants at which they fall due as far as the waits are known.
 */
export function evaluateTurnaround(facts: TurnaroundFacts): Turnaround {
  const { calendar, received, ready } = facts;
  const pauses = listPauses(facts);
  const until = ready ?? findOpenPause(facts);
  const level = (percent: number): Instant | null =>
    addBusinessMinutes(calendar, {
      from: received,
      minutes: (facts.slaMinutes * percent) / 100,
      pauses,
      ...(until === null ? {} : { until }),
    });
  return {
    ...measureUntilReady(facts, pauses),
    slaStart: findNextOpening(calendar, received),
    escalations: { 50: level(50), 80: level(80), 100: level(100) },
    clean: facts.interventions.length > 0 ? false : ready === null ? null : true,
  };
}

type Measures = Omit<Turnaround, 'slaStart' | 'escalations' | 'clean'>;

function measureUntilReady(facts: TurnaroundFacts, pauses: readonly Interval[]): Measures {
  const { calendar, received: from, ready: to } = facts;
  if (to === null) {
    return {
      totalMinutes: null,
      pausedMinutes: null,
      pharmacyMinutes: null,
      businessTotalMinutes: null,
      businessPharmacyMinutes: null,
      businessDays: null,
      slaBreached: null,
    };
  }
  const span = { from, to };
  const worked = subtractIntervals(span, pauses);
  const businessPharmacyMinutes = worked.reduce((total, part) => total + computeBusinessMinutes(calendar, part), 0);
  return {
    totalMinutes: computeMinutes([span]),
    pausedMinutes: computeMinutes(pauses),
    pharmacyMinutes: computeMinutes(worked),
    businessTotalMinutes: computeBusinessMinutes(calendar, span),
    businessPharmacyMinutes,
    businessDays: countBusinessDays(calendar, span),
    slaBreached: businessPharmacyMinutes > facts.slaMinutes,
  };
}

function listPauses(facts: TurnaroundFacts): readonly Interval[] {
  const { received: from, ready } = facts;
  const intervals = listPausingWaits(facts).flatMap((wait) => {
    const to = wait.to ?? ready;
    return to === null ? [] : [{ from: wait.from < from ? from : wait.from, to }];
  });
  return uniteIntervals(ready === null ? intervals : clipIntervals(intervals, { from, to: ready }));
}

/** Returns the moment from which the clock stands still with no end known. */
function findOpenPause(facts: TurnaroundFacts): Instant | null {
  const starts = listPausingWaits(facts).flatMap((wait) => (wait.to === null ? [wait.from] : []));
  return starts.sort()[0] ?? null;
}

function listPausingWaits(facts: TurnaroundFacts): readonly Wait[] {
  return facts.waits.filter((wait) => (pauseReasons as readonly string[]).includes(wait.reason));
}

function computeMinutes(intervals: readonly Interval[]): number {
  return computeTotalMilliseconds(intervals) / 60_000;
}
