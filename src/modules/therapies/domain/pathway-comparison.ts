import type { BusinessCalendar } from '../../../kernel/business-calendar.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { getTask, type Pathway, type StageCode, type TaskCode } from '../../pathways/language.ts';
import { readPosition } from './journey-position.ts';
import type { NewTherapyEvent, TherapyEvent } from './therapy-event.ts';
import { composeStream } from './therapy-history.ts';
import type { TherapyState } from './therapy-state.ts';

/** In what a therapy may differ under another pathway. */
export const comparisonKinds = ['stage', 'tasks', 'due', 'clocks'] as const;
export type ComparisonKind = (typeof comparisonKinds)[number];

/** Where a therapy stands by two pathways, and what differs. */
export interface PathwayComparison {
  readonly wasStage: StageCode;
  readonly stage: StageCode;
  readonly kinds: readonly ComparisonKind[];
  /** Work that would wait beside what waits now, and work that would not, by what a button says. */
  readonly newTasks: readonly string[];
  readonly goneTasks: readonly string[];
  /** Work whose due time would be another. */
  readonly movedDues: readonly { readonly label: string; readonly was: Instant | null; readonly is: Instant | null }[];
}

/**
 * Tells where a therapy would stand if it had run by another pathway from its first event on: the same facts are told again and
 * everything that follows from them is computed anew, once by its own pathway and once by the other. Nothing is changed. A therapy
 * that ended is compared as it stood before its end.
 */
export function shadowTherapy(
  events: readonly TherapyEvent[],
  pathway: Pathway,
  calendar: BusinessCalendar,
): PathwayComparison | null {
  const own = replay(events, null, calendar);
  const other = replay(events, pathway, calendar);
  return own === null || other === null ? null : compareStates(own, other);
}

/** Compares where a therapy stands before and after. */
export function compareStates(before: TherapyState, after: TherapyState): PathwayComparison {
  const [was, is] = [readPosition(before), readPosition(after)];
  const label = (of: typeof was, code: TaskCode): string => getTask(of.pathway, code).label;
  const wasCodes = was.tasks.map(({ code }) => code);
  const isCodes = is.tasks.map(({ code }) => code);
  const newTasks = isCodes.filter((code) => !wasCodes.includes(code)).map((code) => label(is, code));
  const goneTasks = wasCodes.filter((code) => !isCodes.includes(code)).map((code) => label(was, code));
  const movedDues = isCodes
    .filter((code) => wasCodes.includes(code) && before.dues[code] !== after.dues[code])
    .map((code) => ({ label: label(is, code), was: before.dues[code] ?? null, is: after.dues[code] ?? null }));
  const differs: Readonly<Record<ComparisonKind, boolean>> = {
    stage: before.stage !== after.stage,
    tasks: newTasks.length + goneTasks.length > 0,
    due: movedDues.length > 0,
    clocks: hasOtherClocks(
      before,
      after,
      isCodes.filter((code) => wasCodes.includes(code)),
    ),
  };
  const kinds = comparisonKinds.filter((kind) => differs[kind]);
  return { wasStage: before.stage, stage: after.stage, kinds, newTasks, goneTasks, movedDues };
}

/** The levels at which somebody is told, and the day on which the refill window opens. */
function hasOtherClocks(before: TherapyState, after: TherapyState, codes: readonly TaskCode[]): boolean {
  const levelsOf = ({ budgets }: TherapyState, code: TaskCode): string =>
    JSON.stringify(budgets?.[code]?.levels ?? null);
  if (before.supply?.windowOpensAt !== after.supply?.windowOpensAt) return true;
  return codes.some((code) => levelsOf(before, code) !== levelsOf(after, code));
}

function replay(
  events: readonly TherapyEvent[],
  pathway: Pathway | null,
  calendar: BusinessCalendar,
): TherapyState | null {
  const until = events.at(-1)?.type === 'therapy-ended' ? events.slice(0, -1) : events;
  const told = until.flatMap((event): readonly NewTherapyEvent[] => {
    const { agenda: _agenda, sequence: _sequence, recordedAt: _recordedAt, ...happened } = event;
    if (pathway === null) return [happened];
    if (happened.type === 'pathway-moved') return [];
    return happened.type === 'therapy-opened' ? [{ ...happened, facts: { ...happened.facts, pathway } }] : [happened];
  });
  const last = until.at(-1);
  if (last === undefined) return null;
  return composeStream(null, told, { calendar, recordedAt: last.recordedAt })?.after ?? null;
}
