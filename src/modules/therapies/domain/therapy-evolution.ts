import type { Instant } from '../../../kernel/instant.ts';
import {
  type EscalationLevel,
  getLane,
  getPathway,
  indexPathway,
  type LaneCode,
  type LaneReset,
  type TaskCode,
} from '../../pathways/language.ts';
import { keepPosition, type OpenTask, readPosition } from './journey-position.ts';
import type { TaskBudgets } from './task-budget.ts';
import type { NewTherapyEvent, TherapyEvent } from './therapy-event.ts';
import { concernsPresent, type LaneState, type TherapyState } from './therapy-state.ts';

type EventOf<Type extends NewTherapyEvent['type']> = NewTherapyEvent & { readonly type: Type };

const mostPriorFills = 5;

/**
 * Applies one event to a therapy; the first event of a stream makes it. Total: an event that no longer concerns the present
 * changes nothing but the count of events.
 */
export function evolveTherapy(state: TherapyState | null, event: NewTherapyEvent): TherapyState {
  if (state === null) {
    if (event.type !== 'therapy-opened') throw new Error('the stream of a therapy begins with its opening');
    return settle(openState(event), event);
  }
  return settle({ ...applyHappening(state, event), sequence: state.sequence + 1 }, event);
}

/** Folds a stream of events into the therapy as it stands; null for an empty stream. */
export function foldTherapy(events: readonly TherapyEvent[]): TherapyState | null {
  return events.reduce<TherapyState | null>(evolveTherapy, null);
}

function openState({ facts, occurredAt }: EventOf<'therapy-opened'>): TherapyState {
  const { receivedAt, ...rest } = facts;
  return {
    ...rest,
    openedAt: occurredAt,
    cycle: { number: 1, kind: 'start', openedAt: occurredAt, receivedAt },
    lanes: { acceptance: acceptanceOf(facts, occurredAt) },
    laneResetAt: {},
    priorFillIds: [],
    placedHolds: [],
    overriddenHolds: [],
    openWaits: [],
    releasedToFillAt: null,
    supply: null,
    priorRunOutOn: null,
    authorizationEndsAt: null,
    dues: {},
    stage: 'referral',
    stageSince: occurredAt,
    ended: null,
    sequence: 1,
  };
}

function applyHappening(state: TherapyState, event: NewTherapyEvent): TherapyState {
  const { occurredAt } = event;
  switch (event.type) {
    case 'therapy-opened':
      throw new Error('a therapy is opened once');
    case 'fact-recorded':
      return recordFact(state, event);
    case 'hold-placed':
    case 'hold-released':
    case 'hold-overridden':
      return changeHolds(state, event);
    case 'wait-started':
      if (state.openWaits.some(({ reason }) => reason === event.facts.reason)) return state;
      return { ...state, openWaits: [...state.openWaits, { ...event.facts, since: occurredAt }] };
    case 'wait-ended':
      return { ...state, openWaits: state.openWaits.filter(({ reason }) => reason !== event.facts.reason) };
    case 'released-to-fill':
      return { ...state, releasedToFillAt: occurredAt };
    case 'escalation-reached': {
      const { task, percent } = event.facts;
      return { ...state, escalations: { ...state.escalations, [task]: percent } };
    }
    case 'pathway-moved':
      return { ...state, pathway: event.facts.pathway };
    case 'refill-cycle-opened':
      return openCycle(state, { kind: 'refill', receivedAt: occurredAt, openedAt: occurredAt, reset: 'refill' });
    case 'therapy-ended':
      return {
        ...state,
        ended: { at: occurredAt, reasonCode: event.facts.reasonCode },
        placedHolds: [],
        openWaits: [],
      };
    case 'prescription-joined':
      return accept({ ...state, ...event.facts }, occurredAt);
    case 'therapy-reopened':
      return reopen(state, event);
    case 'patient-corrected':
      return resetLanes(
        { ...state, patientId: event.facts.toPatientId, releasedToFillAt: null, authorizationEndsAt: null },
        'other-patient',
        occurredAt,
      );
  }
}

function recordFact(state: TherapyState, { facts, occurredAt }: EventOf<'fact-recorded'>): TherapyState {
  const lanes: Partial<Record<LaneCode, LaneState>> = { ...state.lanes };
  for (const entry of facts.entries) {
    if (!concernsPresent(state, entry, occurredAt)) continue;
    const { lane, ...found } = entry;
    lanes[lane] = { ...found, at: occurredAt };
  }
  return { ...state, lanes };
}

function changeHolds(
  state: TherapyState,
  event: EventOf<'hold-placed'> | EventOf<'hold-released'> | EventOf<'hold-overridden'>,
): TherapyState {
  const { hold, reasonCode } = event.facts;
  const origin = event.source === null ? 'person' : `${event.source.kind}:${event.source.id}`;
  if (event.type === 'hold-overridden') return { ...state, overriddenHolds: [...state.overriddenHolds, hold].sort() };
  if (event.type === 'hold-released') {
    const { everyOrigin } = event.facts;
    const stays = (placed: { hold: string; origin: string }): boolean =>
      placed.hold !== hold || (!everyOrigin && placed.origin !== origin);
    return { ...state, placedHolds: state.placedHolds.filter(stays) };
  }
  if (state.placedHolds.some((placed) => placed.hold === hold && placed.origin === origin)) return state;
  const { ownerRole } = event.facts;
  return {
    ...state,
    placedHolds: [...state.placedHolds, { hold, origin, ownerRole, reasonCode, since: event.occurredAt }],
  };
}

function reopen(state: TherapyState, { facts, occurredAt }: EventOf<'therapy-reopened'>): TherapyState {
  const { receivedAt, ...rest } = facts;
  const reopened = { ...state, ...rest, ended: null, authorizationEndsAt: null };
  return openCycle(accept(reopened, occurredAt), { kind: 'start', receivedAt, openedAt: occurredAt, reset: 'restart' });
}

/** A therapy is opened, joined and reopened by accepted prescriptions alone. */
function accept(state: TherapyState, at: Instant): TherapyState {
  return { ...state, lanes: { ...state.lanes, acceptance: acceptanceOf(state, at) } };
}

function acceptanceOf({ prescriptionId }: Pick<TherapyState, 'prescriptionId'>, at: Instant): LaneState {
  return { outcome: 'accepted', at, prescriptionId };
}

function openCycle(
  state: TherapyState,
  cycle: {
    readonly kind: TherapyState['cycle']['kind'];
    readonly openedAt: Instant;
    readonly receivedAt: Instant;
    readonly reset: LaneReset;
  },
): TherapyState {
  const { reset, ...rest } = cycle;
  const number = state.cycle.number + 1;
  const priorRunOutOn = state.supply?.runOutOn ?? state.priorRunOutOn;
  const lastFillId = state.lanes.fill?.fillId;
  const priorFillIds = [...state.priorFillIds, ...(lastFillId === undefined ? [] : [lastFillId])].slice(
    -mostPriorFills,
  );
  const fresh = { overriddenHolds: [], releasedToFillAt: null, supply: null, priorRunOutOn, priorFillIds };
  const next = { ...state, ...fresh, cycle: { ...rest, number } };
  return resetLanes(next, reset, cycle.openedAt);
}

function resetLanes(state: TherapyState, reset: LaneReset, at: Instant): TherapyState {
  const pathway = getPathway(state.pathway);
  const { laneCodes } = indexPathway(pathway);
  const voided = new Set(laneCodes.filter((code) => getLane(pathway, code).resets.includes(reset)));
  const lanes = laneCodes.flatMap((code) => {
    const lane = state.lanes[code];
    return lane === undefined || voided.has(code) ? [] : [[code, lane] as const];
  });
  const resetAt = Object.fromEntries([...voided].map((code) => [code, at]));
  return { ...state, lanes: Object.fromEntries(lanes), laneResetAt: { ...state.laneResetAt, ...resetAt } };
}

/** Brings what follows from the rest in line: the stage, dues of open work, overrides whose hold is gone, a release that is void. */
function settle(changed: TherapyState, event: NewTherapyEvent): TherapyState {
  const state = dropOverrides(changed);
  const { stage, metAt, tasks, mayBeFilled } = readPosition(state);
  const { dues, budgets, supply, priorRunOutOn, authorizationEndsAt } = event.agenda ?? {};
  return keepPosition(state, {
    ...state,
    dues: keepOpen({ ...state.dues, ...dues }, tasks),
    ...keepClocks(state, budgets, tasks),
    supply: metAt.has('delivered') ? (supply ?? state.supply) : null,
    priorRunOutOn: priorRunOutOn ?? state.priorRunOutOn,
    authorizationEndsAt: authorizationEndsAt === undefined ? state.authorizationEndsAt : authorizationEndsAt,
    releasedToFillAt: mayBeFilled ? state.releasedToFillAt : null,
    stage,
    stageSince: stage === state.stage ? state.stageSince : event.occurredAt,
  });
}

/** An override ends with its hold. */
function dropOverrides(state: TherapyState): TherapyState {
  if (state.overriddenHolds.length === 0) return state;
  const standing = new Set(readPosition(state).holds.map(({ hold }) => hold));
  return { ...state, overriddenHolds: [...new Set(state.overriddenHolds)].filter((hold) => standing.has(hold)) };
}

function keepOpen<Kept>(
  of: Readonly<Partial<Record<TaskCode, Kept>>>,
  tasks: readonly OpenTask[],
): Readonly<Partial<Record<TaskCode, Kept>>> {
  return Object.fromEntries(tasks.flatMap(({ code }) => (of[code] === undefined ? [] : [[code, of[code]]])));
}

/** The clocks of work end with it; streams from before there were any have none. */
function keepClocks(
  state: TherapyState,
  moved: TaskBudgets | undefined,
  tasks: readonly OpenTask[],
): Pick<TherapyState, 'budgets' | 'escalations'> {
  return {
    ...(state.budgets === undefined && moved === undefined
      ? {}
      : { budgets: keepOpen({ ...state.budgets, ...moved }, tasks) }),
    ...(state.escalations === undefined ? {} : { escalations: keepOpen(dropRestarted(state, moved), tasks) }),
  };
}

/** The levels of work whose due time was set anew are those of its former clock. */
function dropRestarted(state: TherapyState, moved: TaskBudgets = {}): NonNullable<TherapyState['escalations']> {
  const levels = Object.entries(state.escalations ?? {}) as [TaskCode, EscalationLevel][];
  return Object.fromEntries(
    levels.filter(([code]) => moved[code] === undefined || moved[code].dueAt === state.budgets?.[code]?.dueAt),
  );
}
