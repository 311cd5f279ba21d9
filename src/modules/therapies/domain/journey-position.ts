import type { Instant } from '../../../kernel/instant.ts';
import type { Role } from '../../../kernel/roles.ts';
import {
  findOutcome,
  getMilestone,
  getPathway,
  getTask,
  type HoldCode,
  holdKinds,
  indexPathway,
  type Lane,
  type LaneCode,
  type LaneOutcome,
  type MilestoneCode,
  type Party,
  type Pathway,
  type PathwayIndex,
  type PauseReason,
  type StageCode,
  type Step,
  type Task,
  type TaskCode,
  waitReasons,
} from '../../pathways/language.ts';
import { isFillUnderWay, type LaneState, type TherapyState } from './therapy-state.ts';

/** A hold as it stands. `origin` is `lane:<code>` when it follows from the newest fact of a lane and ends with it. */
export interface ActiveHold {
  readonly hold: HoldCode;
  readonly origin: string;
  readonly ownerRole: Role;
  readonly reasonCode: string;
  readonly since: Instant;
  readonly isOverridden: boolean;
}

/** A wait as it stands, declared by a person or a module, or following from the newest fact of a lane. */
export interface ActiveWait {
  readonly reason: PauseReason;
  readonly party: Party;
  readonly since: Instant;
  readonly isDeclared: boolean;
}

/** Work that can be done now. */
export interface OpenTask {
  readonly code: TaskCode;
  readonly task: Task;
  readonly stage: StageCode;
  readonly since: Instant;
}

/** Where a therapy stands, as it follows from its state and its pathway. */
export interface Position {
  readonly pathway: Pathway;
  readonly steps: readonly Step[];
  /** The earliest stage of the present cycle with an unmet exit criterion; `ended` once the therapy ended. */
  readonly stage: StageCode;
  readonly metAt: ReadonlyMap<MilestoneCode, Instant>;
  /** All holds that stand, placed ones first; an overridden one is marked and does not block. */
  readonly holds: readonly ActiveHold[];
  /** The holds that block the fill, each once. */
  readonly blockingHolds: readonly HoldCode[];
  readonly waits: readonly ActiveWait[];
  /** Stages before dispensing that are not complete: until there are none, nothing is released to fill. */
  readonly unmetStages: readonly StageCode[];
  /** Nothing blocks the fill: no hold that is not overridden, nothing unmet before dispensing. */
  readonly mayBeFilled: boolean;
  /** The work that can be done now in the order of the stages, which run beside each other where nothing forbids it. */
  readonly tasks: readonly OpenTask[];
  readonly entries: readonly Entry[];
}

/** A lane with its newest outcome, as far as it still speaks about the therapy. */
export interface Entry {
  readonly code: LaneCode;
  readonly state: LaneState;
  readonly outcome: LaneOutcome;
}

const known = new WeakMap<TherapyState, Position>();

/** Reads where a therapy stands. A state never changes, so its position is computed once. */
export function readPosition(state: TherapyState): Position {
  const found = known.get(state) ?? computePosition(state);
  known.set(state, found);
  return found;
}

/** Lets a state stand where another stands from which it differs in nothing that a position is computed from. */
export function keepPosition(from: TherapyState, to: TherapyState): TherapyState {
  known.set(to, readPosition(from));
  return to;
}

function computePosition(state: TherapyState): Position {
  const pathway = getPathway(state.pathway);
  const index = indexPathway(pathway);
  const { steps, stagesBeforeFill } = index.cycles[state.cycle.kind];
  const entries = listEntries(state, pathway);
  const metAt = readMetAt(entries);
  const isOpen = state.ended === null;
  const unmet = steps.filter(({ exit }) => exit.some((milestone) => !metAt.has(milestone))).map(({ stage }) => stage);
  const unmetStages = unmet.filter((stage) => stagesBeforeFill.has(stage));
  const found: Found = { state, pathway, index, entries, metAt };
  const holds = isOpen ? listHolds(found) : [];
  const blockingHolds = [...new Set(holds.flatMap(({ hold, isOverridden }) => (isOverridden ? [] : [hold])))];
  return {
    pathway,
    steps,
    entries,
    metAt,
    holds,
    blockingHolds,
    unmetStages,
    stage: isOpen ? (unmet[0] ?? 'monitoring') : 'ended',
    waits: isOpen ? listWaits(found) : [],
    mayBeFilled: isOpen && blockingHolds.length === 0 && unmetStages.length === 0,
    tasks: isOpen ? listTasks(found) : [],
  };
}

interface Found extends Pick<Position, 'pathway' | 'entries' | 'metAt'> {
  readonly state: TherapyState;
  readonly index: PathwayIndex;
}

function listEntries(state: TherapyState, pathway: Pathway): readonly Entry[] {
  return indexPathway(pathway).laneCodes.flatMap((code) => {
    const lane = state.lanes[code];
    if (lane === undefined || isOfFormerPrescription(state, lane)) return [];
    const outcome = findOutcome(pathway, code, lane.outcome);
    return outcome === undefined ? [] : [{ code, state: lane, outcome }];
  });
}

/** A renewal that arrives while a fill is under way does not disturb it: the fill stays on its own prescription. */
function isOfFormerPrescription(state: TherapyState, { prescriptionId }: LaneState): boolean {
  return prescriptionId !== undefined && prescriptionId !== state.prescriptionId && !isFillUnderWay(state);
}

function readMetAt(entries: readonly Entry[]): ReadonlyMap<MilestoneCode, Instant> {
  const metAt = new Map<MilestoneCode, Instant>();
  for (const { state, outcome } of entries) {
    for (const milestone of outcome.meets ?? []) metAt.set(milestone, laterOf(state.at, metAt.get(milestone)));
  }
  return metAt;
}

function listHolds(found: Found): readonly ActiveHold[] {
  const { state, entries } = found;
  const isOverridden = (hold: HoldCode): boolean => state.overriddenHolds.includes(hold);
  const placed = state.placedHolds.map((hold) => ({ ...hold, isOverridden: isOverridden(hold.hold) }));
  const following = entries.flatMap((entry) =>
    listHoldsOf(entry, found).map((hold) => ({
      hold,
      origin: `lane:${entry.code}`,
      ownerRole: found.pathway.holdOwners?.[hold] ?? holdKinds[hold].ownerRole,
      reasonCode: entry.state.outcome,
      since: entry.state.at,
      isOverridden: isOverridden(hold),
    })),
  );
  return [...placed, ...following];
}

/** A hold of a lane ends when another lane met the lane's milestone later: no authorization is needed after all. */
function listHoldsOf({ code, state, outcome }: Entry, { index, metAt }: Found): readonly HoldCode[] {
  const own = [...(outcome.hold === undefined ? [] : [outcome.hold]), ...(state.holds ?? [])];
  const milestone = own.length === 0 ? undefined : index.milestoneOfLane.get(code);
  const met = milestone === undefined ? undefined : metAt.get(milestone);
  return met !== undefined && met >= state.at ? [] : own;
}

function listWaits({ state, entries }: Found): readonly ActiveWait[] {
  const declared = state.openWaits.map((wait) => ({ ...wait, isDeclared: true }));
  const following = entries.flatMap(({ state: lane, outcome: { pause } }) =>
    pause === undefined ? [] : [{ reason: pause, party: waitReasons[pause].party, since: lane.at, isDeclared: false }],
  );
  return [...declared, ...following];
}

function listTasks(found: Found): readonly OpenTask[] {
  const { state, pathway, index, metAt, entries } = found;
  const { steps, milestones: asked } = index.cycles[state.cycle.kind];
  const isOpen = (milestone: MilestoneCode): boolean =>
    !metAt.has(milestone) &&
    getMilestone(pathway, milestone).opensWhen.every((code) => metAt.has(code) || !asked.has(code));
  return steps.flatMap(({ stage, exit }) => {
    const open = exit.filter(isOpen);
    if (open.length === 0) return [];
    const lanesBeside = index.lanesBeside.get(stage) ?? [];
    const beside = entries.flatMap(({ code, state: lane, outcome }) =>
      outcome.task !== undefined && lanesBeside.includes(code)
        ? [{ code: outcome.task, task: getTask(pathway, outcome.task), stage, since: lane.at }]
        : [],
    );
    return [...open.flatMap((milestone) => listTaskOf(milestone, stage, found)), ...beside];
  });
}

function listTaskOf(milestone: MilestoneCode, stage: StageCode, found: Found): readonly OpenTask[] {
  const { pathway, metAt, entries, state } = found;
  const { lane, firstTask, opensWhen } = getMilestone(pathway, milestone);
  const entry = entries.find(({ code }) => code === lane);
  const code = entry?.outcome.task ?? firstTask;
  if (code === null) return [];
  const openedAt = opensWhen.reduce((latest, each) => laterOf(latest, metAt.get(each)), state.cycle.openedAt);
  const since = entry?.outcome.task === undefined ? laterOf(openedAt, entry?.state.at) : entry.state.at;
  return [{ code, task: getTask(pathway, code), stage, since }];
}

/** Composes the name of a lane and of its outcome: `Claim: rejected`. Abbreviations keep their capitals. */
export function composeOutcomeLabel(lane: Lane, outcome: LaneOutcome): string {
  const isAbbreviation = /^[A-Z]{2}/.test(outcome.label);
  const words = isAbbreviation ? outcome.label : `${outcome.label.charAt(0).toLowerCase()}${outcome.label.slice(1)}`;
  return `${lane.label}: ${words}`;
}

function laterOf(instant: Instant, other: Instant | undefined): Instant {
  return other === undefined || other < instant ? instant : other;
}
