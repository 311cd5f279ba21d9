import type { Instant } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { findOutcome, getLane, getMilestone, indexPathway, type LaneCode } from '../../pathways/language.ts';
import { therapyRefusals } from '../refusals.ts';
import { readPosition } from './journey-position.ts';
import type { JourneyFact } from './therapy-event.ts';
import type { TherapyState } from './therapy-state.ts';

/** The code of a fact that a person records by hand, where the pathway says so. */
export const handFactCode = 'therapies.outcome-recorded';

/** What a person may record by hand on a therapy. */
export interface HandOutcome {
  readonly lane: LaneCode;
  readonly laneLabel: string;
  readonly outcome: string;
  readonly label: string;
  /** The number that must come with it; null when none. */
  readonly asks: string | null;
  /** Whether it meets what the pathway waits for now. */
  readonly meetsOpen: boolean;
}

/** What a person records. */
export interface HandRecord {
  readonly lane: string;
  readonly outcome: string;
  readonly number: string | null;
}

/** Lists what may be recorded by hand now: the outcomes of the lanes whose milestones the present cycle asks for and has come to. */
export function listHandOutcomes(state: TherapyState): readonly HandOutcome[] {
  if (state.ended !== null) return [];
  const { pathway, metAt } = readPosition(state);
  const { laneCodes, milestoneOfLane, cycles } = indexPathway(pathway);
  const { milestones } = cycles[state.cycle.kind];
  return laneCodes.flatMap((lane) => {
    const milestone = milestoneOfLane.get(lane);
    if (milestone === undefined || !milestones.has(milestone)) return [];
    const { opensWhen } = getMilestone(pathway, milestone);
    const isReached = opensWhen.every((code) => metAt.has(code) || !milestones.has(code));
    if (!isReached && !metAt.has(milestone)) return [];
    const isOpen = !metAt.has(milestone);
    const { label: laneLabel, outcomes } = getLane(pathway, lane);
    return Object.entries(outcomes).flatMap(([outcome, { label, byHand, meets }]) =>
      byHand === undefined
        ? []
        : [
            {
              lane,
              laneLabel,
              outcome,
              label,
              asks: byHand.asks,
              meetsOpen: isOpen && meets?.includes(milestone) === true,
            },
          ],
    );
  });
}

/** Lists of each lane the first outcome that meets what the pathway waits for now. */
export function listOpenHandOutcomes(outcomes: readonly HandOutcome[]): readonly HandOutcome[] {
  const open = outcomes.filter(({ meetsOpen }) => meetsOpen);
  return open.filter(({ lane }, index) => open.findIndex((each) => each.lane === lane) === index);
}

/** Composes the fact that a person records. Refuses what the pathway does not let people record, and a number that is missing. */
export function composeHandFact(state: TherapyState, record: HandRecord, at: Instant): Result<JourneyFact> {
  if (state.ended !== null) return refuse(therapyRefusals.therapyEnded);
  const found = listHandOutcomes(state).find(({ lane, outcome }) => lane === record.lane && outcome === record.outcome);
  if (found === undefined) return refuse(therapyRefusals.notByHand);
  const { lane, outcome, asks } = found;
  const number = record.number?.trim() ?? '';
  if (asks !== null && number === '') return refuse(therapyRefusals.numberMissing, { asks });
  const { pathway } = readPosition(state);
  const delivers = lane === 'delivery' && findOutcome(pathway, lane, outcome)?.meets?.includes('delivered') === true;
  return ok({
    code: handFactCode,
    entries: [{ lane, outcome }],
    ...(asks === null ? {} : { facts: { number } }),
    ...(delivers ? { delivered: { at, daysSupply: null } } : {}),
  });
}
