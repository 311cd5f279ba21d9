import type { Role } from '../../../kernel/roles.ts';
import type { CycleKind, LaneCode, MilestoneCode, PathwayContent, Step, TaskCode } from './pathway.ts';
import type { StageCode } from './stage.ts';

/** A criterion that a health system adds to a stage, with the work that meets it. */
export interface OwnCriterion {
  readonly label: string;
  readonly stage: StageCode;
  readonly task: string;
  readonly queue: string;
  readonly role: Role;
  readonly businessDays: number;
  /** The number that a person has to give when recording it; null when none. */
  readonly asks: string | null;
  /** Whether each refill asks for it anew, and not the start alone. */
  readonly isPerRefill: boolean;
}

/** Puts other steps in the place of those of a cycle. */
export function setSteps(content: PathwayContent, kind: CycleKind, steps: readonly Step[]): PathwayContent {
  return { ...content, cycles: { ...content.cycles, [kind]: steps } };
}

/** Moves a step of a cycle up (-1) or down (1); at the end of the list nothing moves. */
export function moveStep(steps: readonly Step[], index: number, by: -1 | 1): readonly Step[] {
  const [step, other] = [steps[index], steps[index + by]];
  if (step === undefined || other === undefined) return steps;
  return steps.map((each, at) => (at === index ? other : at === index + by ? step : each));
}

/** Sets the criteria of a step; a step without any goes, and one that was not there comes at its place in the order of stages. */
export function setExit(
  steps: readonly Step[],
  at: { readonly index: number; readonly exit: readonly MilestoneCode[] },
): readonly Step[] {
  return steps.map((step, index) => (index === at.index ? { ...step, exit: at.exit } : step));
}

/** Adds a criterion of the health system's own: what it is called, its line that a person records by hand, and its work. */
export function addOwnCriterion(content: PathwayContent, added: OwnCriterion): PathwayContent {
  const code = nameOwn(content, added.label);
  const { stage, label, businessDays, asks, isPerRefill } = added;
  const before =
    content.cycles.start.find((step) => step.stage === stage) ??
    content.cycles.refill.find((step) => step.stage === stage);
  const waitsFor = stage === 'referral' ? 'prescription-accepted' : before?.exit[0];
  const opensWhen = waitsFor === undefined ? [] : (content.milestones[waitsFor]?.opensWhen ?? []);
  const add = (steps: readonly Step[]): readonly Step[] =>
    steps.map((step) => (step.stage === stage ? { ...step, exit: [...step.exit, code] } : step));
  const { start, refill } = content.cycles;
  return {
    ...content,
    cycles: { start: add(start), refill: isPerRefill ? add(refill) : refill },
    milestones: {
      ...content.milestones,
      [code]: { label, stage, lane: code, opensWhen, firstTask: code, beginning: 'To do' },
    },
    lanes: {
      ...content.lanes,
      [code]: {
        label,
        stage,
        resets: isPerRefill ? ['refill', 'restart', 'other-patient'] : ['restart', 'other-patient'],
        outcomes: { done: { label: 'Done', meets: [code], byHand: { asks } } },
      },
    },
    tasks: {
      ...content.tasks,
      [code]: {
        label: added.task,
        clause: `“${label}” is not done`,
        queue: added.queue,
        role: added.role,
        party: 'pharmacy',
        due: [{ after: 'opened', businessDays }],
      },
    },
  };
}

/** Composes a code of its own from what a part is called; a second part of the same name gets a number. */
function nameOwn(content: PathwayContent, label: string): LaneCode & MilestoneCode & TaskCode & `own-${string}` {
  const words = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30);
  const isTaken = (code: string): boolean => Object.hasOwn(content.milestones, code);
  let code: `own-${string}` = `own-${words}`;
  for (let number = 2; isTaken(code); number += 1) code = `own-${words}-${number}`;
  return code;
}
