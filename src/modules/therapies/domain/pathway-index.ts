import {
  type CycleKind,
  type LaneCode,
  laneCodes,
  type MilestoneCode,
  milestoneCodes,
  type Pathway,
  type Step,
} from './pathway.ts';
import type { StageCode } from './stage.ts';

/** What follows from a pathway alone, computed once for each version. */
export interface PathwayIndex {
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

const known = new WeakMap<Pathway, PathwayIndex>();

/** Returns the index of a pathway. */
export function indexPathway(pathway: Pathway): PathwayIndex {
  const found = known.get(pathway) ?? composeIndex(pathway);
  known.set(pathway, found);
  return found;
}

function composeIndex(pathway: Pathway): PathwayIndex {
  const milestoneOfLane = new Map<LaneCode, MilestoneCode>();
  for (const code of milestoneCodes) {
    const { lane } = pathway.milestones[code];
    if (lane !== null) milestoneOfLane.set(lane, code);
  }
  const beside = laneCodes.filter((code) => !milestoneOfLane.has(code));
  return {
    milestoneOfLane,
    lanesBeside: Map.groupBy(beside, (code) => pathway.lanes[code].stage),
    cycles: { start: indexCycle(pathway.cycles.start), refill: indexCycle(pathway.cycles.refill) },
  };
}

function indexCycle(steps: readonly Step[]): CycleIndex {
  const fill = steps.findIndex(({ stage }) => stage === 'dispensing');
  return {
    steps,
    milestones: new Set(steps.flatMap(({ exit }) => exit)),
    stagesBeforeFill: new Set(steps.slice(0, fill).map(({ stage }) => stage)),
  };
}
