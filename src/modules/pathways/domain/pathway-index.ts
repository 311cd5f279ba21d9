import {
  type CycleKind,
  type Lane,
  type LaneCode,
  type LaneOutcome,
  laneCodes,
  type Milestone,
  type MilestoneCode,
  type PathwayContent,
  type Step,
  type Task,
  type TaskCode,
} from './pathway.ts';
import type { StageCode } from './stage.ts';

/** What follows from a pathway alone, computed once for each version. */
export interface PathwayIndex {
  /** All lanes: the common ones in their order, then the further ones by code. */
  readonly laneCodes: readonly LaneCode[];
  /** The milestone whose line of facts a lane is. */
  readonly milestoneOfLane: ReadonlyMap<LaneCode, MilestoneCode>;
  /** The lanes that tell about a stage without being the line of facts of any milestone. */
  readonly lanesBeside: ReadonlyMap<StageCode, readonly LaneCode[]>;
  readonly cycles: Readonly<Record<CycleKind, CycleIndex>>;
}

/** What follows from the steps of one kind of cycle. */
interface CycleIndex {
  readonly steps: readonly Step[];
  readonly milestones: ReadonlySet<MilestoneCode>;
  /** The stages that must be complete before anything is released to fill. */
  readonly stagesBeforeFill: ReadonlySet<StageCode>;
}

const known = new WeakMap<PathwayContent, PathwayIndex>();

/** Returns the index of a pathway. */
export function indexPathway(pathway: PathwayContent): PathwayIndex {
  const found = known.get(pathway) ?? composeIndex(pathway);
  known.set(pathway, found);
  return found;
}

/** Gets a lane that a pathway has. */
export function getLane({ lanes }: PathwayContent, code: LaneCode): Lane {
  return mustHave(lanes[code], code);
}

/** Gets a milestone that a pathway has. */
export function getMilestone({ milestones }: PathwayContent, code: MilestoneCode): Milestone {
  return mustHave(milestones[code], code);
}

/** Gets a piece of work that a pathway has. */
export function getTask({ tasks }: PathwayContent, code: TaskCode): Task {
  return mustHave(tasks[code], code);
}

/** Finds what an outcome of a lane means; undefined where the pathway does not know it. */
export function findOutcome({ lanes }: PathwayContent, lane: LaneCode, outcome: string): LaneOutcome | undefined {
  return lanes[lane]?.outcomes[outcome];
}

function mustHave<Part>(part: Part | undefined, code: string): Part {
  if (part === undefined) throw new Error(`the pathway has no part ${code}`);
  return part;
}

function composeIndex(pathway: PathwayContent): PathwayIndex {
  const milestoneOfLane = new Map<LaneCode, MilestoneCode>();
  for (const code of Object.keys(pathway.milestones) as MilestoneCode[]) {
    const { lane } = getMilestone(pathway, code);
    if (lane !== null) milestoneOfLane.set(lane, code);
  }
  const common: ReadonlySet<string> = new Set(laneCodes);
  const further = Object.keys(pathway.lanes).filter((code) => !common.has(code)) as LaneCode[];
  const codes = [...laneCodes, ...further.sort()];
  const beside = codes.filter((code) => !milestoneOfLane.has(code));
  return {
    laneCodes: codes,
    milestoneOfLane,
    lanesBeside: Map.groupBy(beside, (code) => getLane(pathway, code).stage),
    cycles: { start: indexCycle(pathway.cycles.start), refill: indexCycle(pathway.cycles.refill) },
  };
}

/** Where a programme has no fill of its own, nothing leaves the house before what stands before the hand-over is complete. */
function indexCycle(steps: readonly Step[]): CycleIndex {
  const fill = steps.findIndex(({ stage }) => stage === 'dispensing');
  const leaves = fill >= 0 ? fill : steps.findIndex(({ stage }) => stage === 'delivery');
  return {
    steps,
    milestones: new Set(steps.flatMap(({ exit }) => exit)),
    stagesBeforeFill: new Set(steps.slice(0, Math.max(leaves, 0)).map(({ stage }) => stage)),
  };
}
