export { computeDueAt } from './domain/due-rule.ts';
export { type EscalationLevel, escalationLevels } from './domain/escalation-level.ts';
export { type HoldCode, holdCodes, holdKinds, type Party, parties } from './domain/hold-kind.ts';
export type {
  CycleKind,
  Lane,
  LaneCode,
  LaneOutcome,
  LaneReset,
  MilestoneCode,
  Pathway,
  PathwayReference,
  Step,
  Task,
  TaskCode,
} from './domain/pathway.ts';
export {
  findOutcome,
  getLane,
  getMilestone,
  getTask,
  indexPathway,
  type PathwayIndex,
} from './domain/pathway-index.ts';
export { pathwayStandard } from './domain/pathway-standard.ts';
export { findPathwayInForce, findTaskClause, getPathway } from './domain/pathways.ts';
export {
  chooseProgramme,
  type DrugRoute,
  isProgrammeCode,
  type ProgrammeCode,
  programmeCodes,
  programmes,
} from './domain/programme.ts';
export { type StageCode, stageCodes, stages } from './domain/stage.ts';
export { type PauseReason, pauseReasons, waitReasons } from './domain/wait-reason.ts';
export { pathwayPermissions } from './permissions.ts';
