import type { BusinessCalendar } from '../../../kernel/business-calendar.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Role } from '../../../kernel/roles.ts';
import {
  type HoldCode,
  holdKinds,
  type ProgrammeCode,
  parties,
  programmes,
  type StageCode,
  stages,
  waitReasons,
} from '../../pathways/language.ts';
import type { Turnaround } from '../../quality/language.ts';
import { type Barrier, computeDaysLost } from './barrier.ts';
import { type CostOfWaiting, findCostOfWaiting } from './cost-of-waiting.ts';
import { type CycleHistory, computeTimeByStage, evaluateCycleTurnaround, readCycleHistories } from './cycle-history.ts';
import { type FactKind, findFactKind } from './fact-kind.ts';
import { type HandOutcome, listHandOutcomes } from './hand-outcome.ts';
import { type ActiveHold, type ActiveWait, readPosition } from './journey-position.ts';
import { listNextActions, type NextAction } from './next-action.ts';
import { computeSubStatus } from './sub-status.ts';
import type { Supply, TherapyEvent } from './therapy-event.ts';
import { foldTherapy } from './therapy-evolution.ts';
import type { TherapyState } from './therapy-state.ts';
import { summarizeTherapy, type TherapySummary } from './therapy-summary.ts';
import { describeEvent, type TimelineWords } from './timeline.ts';

/** Where a stage of the present cycle stands: `waiting` is open and someone else's move, `blocked` is open and held. */
type RailState = 'done' | 'current' | 'waiting' | 'blocked' | 'not-yet' | 'not-needed';

/** One stage on the rail, with the time for which it was the one shown; null when it never was. */
interface RailStep {
  readonly stage: StageCode;
  readonly label: string;
  readonly state: RailState;
  readonly milliseconds: number | null;
  readonly detail: string;
}

/** A hold with what may be done about it. */
interface JourneyHold {
  readonly hold: HoldCode;
  readonly label: string;
  readonly clause: string;
  readonly ownerRole: Role;
  readonly reasonCode: string;
  readonly since: Instant;
  readonly isOverridden: boolean;
  readonly canBeOverridden: boolean;
  /** Placed by a person or a module, so that it is released by hand; otherwise it ends when `endsWhen` comes true. */
  readonly isPlaced: boolean;
  readonly endsWhen: string | null;
}

/** One cycle with its turnaround; a refill has no referral to count from. */
interface JourneyCycle extends Pick<CycleHistory, 'number' | 'kind' | 'receivedAt' | 'openedAt' | 'readyAt'> {
  readonly turnaround: Turnaround | null;
}

/** One line of the timeline with the record it comes from. */
interface JourneyEntry extends TimelineWords {
  readonly sequence: number;
  readonly code: string;
  /** The note that a note corrects. */
  readonly corrects: number | null;
  /** To which thread of the therapy it belongs. */
  readonly kind: FactKind;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly source: { readonly kind: string; readonly id: string } | null;
  /** The fill of which it speaks. */
  readonly fillId: string | null;
}

/** The pathway by which a therapy runs; `reason` says why its programme was chosen, and is null in streams from before programmes. */
interface JourneyPathway {
  readonly label: string;
  readonly programme: ProgrammeCode;
  readonly version: number;
  readonly reason: string | null;
}

/** The whole journey of a therapy as it stood at a moment. */
export interface Journey {
  readonly summary: TherapySummary;
  readonly rail: readonly RailStep[];
  readonly barrier: (Barrier & { readonly whoseMove: string; readonly daysLost: number }) | null;
  readonly costOfWaiting: CostOfWaiting | null;
  readonly holds: readonly JourneyHold[];
  readonly waits: readonly (ActiveWait & { readonly label: string })[];
  readonly nextActions: readonly NextAction[];
  /** What a person may record by hand. */
  readonly handOutcomes: readonly HandOutcome[];
  readonly pathway: JourneyPathway;
  readonly cycles: readonly JourneyCycle[];
  readonly supply: Supply | null;
  readonly timeline: readonly JourneyEntry[];
}

/** Composes the journey from the events of a stream, as of a moment; null when nothing had been recorded by then. */
export function composeJourney(
  therapyId: TherapyId,
  events: readonly TherapyEvent[],
  at: { readonly now: Instant; readonly calendar: BusinessCalendar },
): Journey | null {
  const state = foldTherapy(events);
  if (state === null) return null;
  const summary = summarizeTherapy(therapyId, state);
  const { barrier } = summary;
  const position = readPosition(state);
  const histories = readCycleHistories(events);
  return {
    summary,
    rail: composeRail(state, histories.at(-1), at.now),
    barrier:
      barrier === null
        ? null
        : { ...barrier, whoseMove: parties[barrier.party], daysLost: computeDaysLost(barrier, at.now) },
    costOfWaiting: findCostOfWaiting(state),
    holds: position.holds.map(toJourneyHold),
    waits: position.waits.map((wait) => ({ ...wait, label: waitReasons[wait.reason].label })),
    nextActions: listNextActions(state),
    handOutcomes: listHandOutcomes(state),
    pathway: toJourneyPathway(state),
    cycles: histories.map((history) => toJourneyCycle(history, state, at.calendar)),
    supply: state.supply,
    timeline: dropOvertaken(events).map((event) => toEntry(event, state)),
  };
}

/** Composes the stages of the present cycle as marks for a list: their states without times. */
export function composeSmallRail(state: TherapyState): readonly Pick<RailStep, 'stage' | 'label' | 'state'>[] {
  return readPosition(state).steps.map(({ stage }) => ({
    stage,
    label: stages[stage],
    state: computeRailState(state, stage),
  }));
}

function composeRail(state: TherapyState, history: CycleHistory | undefined, now: Instant): readonly RailStep[] {
  const position = readPosition(state);
  const times = computeTimeByStage(history?.stays ?? [], state.ended?.at ?? now);
  const shown = position.steps.map(({ stage }) => stage);
  const rail = state.ended === null ? shown : [...shown, 'ended' as const];
  return rail.map((stage) => ({
    stage,
    label: stages[stage],
    state: computeRailState(state, stage),
    milliseconds: stage === 'ended' ? null : (times.get(stage) ?? null),
    detail: stage === 'ended' ? (state.ended?.reasonCode ?? '') : computeSubStatus(position, stage).label,
  }));
}

function computeRailState(state: TherapyState, stage: StageCode): RailState {
  const { steps, metAt, holds, tasks, entries } = readPosition(state);
  if (stage === 'ended') return 'current';
  const exit = steps.find((step) => step.stage === stage)?.exit ?? [];
  if (exit.every((milestone) => metAt.has(milestone))) {
    const isNotNeeded = entries.some(
      ({ state: lane, outcome }) =>
        lane.outcome.startsWith('not-') && outcome.meets?.some((milestone) => exit.includes(milestone)) === true,
    );
    return isNotNeeded ? 'not-needed' : 'done';
  }
  const isHeld = holds.some(({ hold, isOverridden }) => !isOverridden && holdKinds[hold].stage === stage);
  const open = tasks.filter((task) => task.stage === stage);
  if (isHeld && (open.length > 0 || stage === state.stage)) return 'blocked';
  if (open.length > 0) return open.every(({ task }) => task.party !== 'pharmacy') ? 'waiting' : 'current';
  return stage === state.stage ? 'current' : 'not-yet';
}

function toJourneyPathway(state: TherapyState): JourneyPathway {
  const { programme, version } = readPosition(state).pathway;
  return { label: programmes[programme].label, programme, version, reason: state.pathwayReason ?? null };
}

function toJourneyHold(active: ActiveHold): JourneyHold {
  const { origin, ...hold } = active;
  const { label, clause, canBeOverridden, endsWhen } = holdKinds[hold.hold];
  return { ...hold, label, clause, canBeOverridden, endsWhen, isPlaced: !origin.startsWith('lane:') };
}

function toJourneyCycle(history: CycleHistory, state: TherapyState, calendar: BusinessCalendar): JourneyCycle {
  const { number, kind, receivedAt, openedAt, readyAt } = history;
  const budgetMinutes = readPosition(state).pathway.turnaroundBudgetMinutes;
  const turnaround = kind === 'start' ? evaluateCycleTurnaround(history, { calendar, budgetMinutes }) : null;
  return { number, kind, receivedAt, openedAt, readyAt, turnaround };
}

/** Leaves of the levels that one piece of work reached only the highest: with all of its time used, half of it is no news any more. */
function dropOvertaken(events: readonly TherapyEvent[]): readonly TherapyEvent[] {
  const overtaken = new Set<number>();
  const newest = new Map<string, { readonly sequence: number; readonly percent: number }>();
  for (const { sequence, type, facts } of events) {
    if (type !== 'escalation-reached') continue;
    const before = newest.get(facts.task);
    if (before !== undefined && before.percent < facts.percent) overtaken.add(before.sequence);
    newest.set(facts.task, { sequence, percent: facts.percent });
  }
  return events.filter(({ sequence }) => !overtaken.has(sequence));
}

function toEntry(event: TherapyEvent, state: TherapyState): JourneyEntry {
  const { sequence, occurredAt, recordedAt, source } = event;
  const code = event.type === 'fact-recorded' ? event.facts.code : `therapies.${event.type}`;
  const kind = findFactKind(event, state.pathway);
  const corrects = event.type === 'fact-recorded' ? event.facts.facts?.['corrects'] : null;
  const fillId = event.type === 'fact-recorded' ? (event.facts.entries[0]?.fillId ?? null) : null;
  const place = { sequence, fillId, corrects: typeof corrects === 'number' ? corrects : null };
  return { ...place, code, kind, occurredAt, recordedAt, source, ...describeEvent(event, state.pathway) };
}
