import type { BusinessCalendar } from '../../../kernel/business-calendar.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { millisecondsOf } from '../../../kernel/instant.ts';
import {
  type CycleKind,
  findOutcome,
  getPathway,
  indexPathway,
  type LaneCode,
  type StageCode,
  waitReasons,
} from '../../pathways/language.ts';
import { evaluateTurnaround, type Turnaround, type Wait } from '../../quality/language.ts';
import type { TherapyEvent } from './therapy-event.ts';
import { evolveTherapy } from './therapy-evolution.ts';
import type { TherapyState } from './therapy-state.ts';

/** A stretch of time in which one stage was the one shown; `left` is null while it lasts. */
export interface StageStay {
  readonly stage: StageCode;
  readonly entered: Instant;
  readonly left: Instant | null;
}

/** What happened in one cycle: which stages it passed, what stopped the clock, and when the fill was ready. */
export interface CycleHistory {
  readonly number: number;
  readonly kind: CycleKind;
  readonly receivedAt: Instant;
  readonly openedAt: Instant;
  readonly readyAt: Instant | null;
  readonly stays: readonly StageStay[];
  readonly waits: readonly Wait[];
  readonly interventions: readonly string[];
}

interface Draft {
  number: number;
  kind: CycleKind;
  receivedAt: Instant;
  openedAt: Instant;
  stays: StageStay[];
  events: TherapyEvent[];
  last: TherapyState;
}

/** Reads the history of each cycle from the stream, the oldest first. */
export function readCycleHistories(events: readonly TherapyEvent[]): readonly CycleHistory[] {
  const drafts: Draft[] = [];
  let state: TherapyState | null = null;
  for (const event of events) {
    const before = state;
    const after: TherapyState = evolveTherapy(before, event);
    state = after;
    const current = drafts.at(-1);
    if (current === undefined || current.number !== after.cycle.number) drafts.push(beginDraft(after, event));
    else continueDraft(current, { before, after, event });
  }
  return drafts.map(finishDraft);
}

/**
 * Evaluates the turnaround of a cycle from the moment any channel had its prescription until its fill was verified,
 * with the waits recorded in the stream taken out.
 */
export function evaluateCycleTurnaround(
  history: CycleHistory,
  setup: { readonly calendar: BusinessCalendar; readonly budgetMinutes: number },
): Turnaround {
  return evaluateTurnaround({
    calendar: setup.calendar,
    received: history.receivedAt,
    ready: history.readyAt,
    waits: history.waits,
    interventions: history.interventions,
    slaMinutes: setup.budgetMinutes,
  });
}

/** Adds up how long each stage was the one shown, in milliseconds up to a moment. */
export function computeTimeByStage(stays: readonly StageStay[], now: Instant): ReadonlyMap<StageCode, number> {
  const times = new Map<StageCode, number>();
  for (const { stage, entered, left } of stays) {
    const length = Math.max(0, millisecondsOf(left ?? now) - millisecondsOf(entered));
    times.set(stage, (times.get(stage) ?? 0) + length);
  }
  return times;
}

function beginDraft(state: TherapyState, event: TherapyEvent): Draft {
  const { number, kind, receivedAt, openedAt } = state.cycle;
  const current: StageStay = { stage: state.stage, entered: openedAt, left: null };
  // Until a therapy is opened for it, a prescription waits at the referral.
  const referral: StageStay = { stage: 'referral', entered: receivedAt, left: openedAt };
  const stays = kind === 'start' && receivedAt < openedAt ? [referral, current] : [current];
  return { number, kind, receivedAt, openedAt, stays, events: [event], last: state };
}

function continueDraft(
  draft: Draft,
  step: { readonly before: TherapyState | null; readonly after: TherapyState; readonly event: TherapyEvent },
): void {
  const { before, after, event } = step;
  draft.events.push(event);
  draft.last = after;
  if (before?.stage === after.stage) return;
  const stay = draft.stays.at(-1);
  // A fact that came about earlier than the stage was entered moves the stage on at once: no stay is shorter than nothing.
  const at = stay !== undefined && event.occurredAt < stay.entered ? stay.entered : event.occurredAt;
  if (stay !== undefined) draft.stays[draft.stays.length - 1] = { ...stay, left: at };
  draft.stays.push({ stage: after.stage, entered: at, left: null });
}

function finishDraft(draft: Draft): CycleHistory {
  const { number, kind, receivedAt, openedAt, stays, events, last } = draft;
  const ready = findReady(last);
  return {
    number,
    kind,
    receivedAt,
    openedAt,
    readyAt: ready,
    stays,
    waits: [...listDeclaredWaits(events), ...listLaneWaits(events, last)],
    interventions: listInterventions(events, last),
  };
}

/** A cycle is ready when its fill is verified; where a programme has no fill, when the drug is handed over. */
function findReady({ lanes, cycle, ...state }: TherapyState): Instant | null {
  const pathway = getPathway(state.pathway);
  const code = indexPathway(pathway).cycles[cycle.kind].milestones.has('fill-verified') ? 'fill' : 'delivery';
  const lane = lanes[code];
  return lane !== undefined && findOutcome(pathway, code, lane.outcome)?.meets !== undefined ? lane.at : null;
}

function listDeclaredWaits(events: readonly TherapyEvent[]): readonly Wait[] {
  const waits: Wait[] = [];
  for (const event of events) {
    if (event.type === 'wait-started') waits.push({ reason: event.facts.reason, from: event.occurredAt, to: null });
    if (event.type !== 'wait-ended') continue;
    const index = waits.findLastIndex(({ reason, to }) => reason === event.facts.reason && to === null);
    const open = waits[index];
    if (open !== undefined) waits[index] = { ...open, to: event.occurredAt };
  }
  return waits;
}

/** Waits that follow from the facts of a lane last until its next fact, in the order in which the facts came about. */
function listLaneWaits(events: readonly TherapyEvent[], state: TherapyState): readonly Wait[] {
  const pathway = getPathway(state.pathway);
  return indexPathway(pathway).laneCodes.flatMap((code) => {
    const facts = listLaneFacts(events, code);
    return facts.flatMap(({ outcome, at }, index) => {
      const reason = findOutcome(pathway, code, outcome)?.pause;
      return reason === undefined ? [] : [{ reason, from: at, to: facts[index + 1]?.at ?? null }];
    });
  });
}

function listLaneFacts(events: readonly TherapyEvent[], code: LaneCode): readonly { outcome: string; at: Instant }[] {
  const facts = events.flatMap((event) =>
    event.type === 'fact-recorded'
      ? event.facts.entries.flatMap(({ lane, outcome }) =>
          lane === code ? [{ outcome, at: event.occurredAt, sequence: event.sequence }] : [],
        )
      : [],
  );
  return facts.sort((left, right) =>
    left.at === right.at ? left.sequence - right.sequence : left.at < right.at ? -1 : 1,
  );
}

function listInterventions(events: readonly TherapyEvent[], state: TherapyState): readonly string[] {
  const pathway = getPathway(state.pathway);
  const found = events.flatMap((event): readonly string[] => {
    if (event.type === 'wait-started')
      return waitReasons[event.facts.reason].isIntervention ? [event.facts.reason] : [];
    if (event.type !== 'fact-recorded') return [];
    const { code, entries, isIntervention } = event.facts;
    const pauses = entries.flatMap(({ lane, outcome }) => findOutcome(pathway, lane, outcome)?.pause ?? []);
    const asked = pauses.filter((reason) => waitReasons[reason].isIntervention);
    return isIntervention === true ? [code, ...asked] : asked;
  });
  return [...new Set(found)];
}
