import { getLane, getMilestone, type StageCode } from '../../pathways/language.ts';
import { composeOutcomeLabel, type Entry, type Position } from './journey-position.ts';

/** The sub-status of a stage: a code and what it is called. */
export interface SubStatus {
  readonly code: string;
  readonly label: string;
}

/** Computes the sub-status of a stage from the newest fact about it that leaves something open. */
export function computeSubStatus(position: Position, stage: StageCode): SubStatus {
  const { pathway, entries, metAt, steps } = position;
  const ofStage = entries.filter(({ code }) => getLane(pathway, code).stage === stage);
  const open = ofStage.filter(({ outcome }) => outcome.meets === undefined);
  const newest = open.reduce<Entry | null>(
    (best, entry) => (best === null || best.state.at <= entry.state.at ? entry : best),
    null,
  );
  if (newest !== null) return nameOutcome(newest, position);
  const milestone = steps.find((step) => step.stage === stage)?.exit.find((code) => !metAt.has(code));
  if (milestone !== undefined) return { code: milestone, label: getMilestone(pathway, milestone).beginning };
  const last = ofStage.at(-1);
  return last === undefined ? { code: 'done', label: 'Done' } : nameOutcome(last, position);
}

function nameOutcome({ code, state, outcome }: Entry, { pathway }: Position): SubStatus {
  const lane = getLane(pathway, code);
  const isAlone = Object.values(pathway.lanes).filter((other) => other?.stage === lane.stage).length === 1;
  return { code: `${code}.${state.outcome}`, label: isAlone ? outcome.label : composeOutcomeLabel(lane, outcome) };
}
