import { roleCodes } from '../../../kernel/roles.ts';
import { escalationLevels } from './escalation-level.ts';
import { holdCodes } from './hold-kind.ts';
import {
  type CycleKind,
  type DueRule,
  type Lane,
  type LaneOutcome,
  laneCodes,
  type Milestone,
  milestoneCodes,
  type PathwayContent,
  type Step,
  type Task,
} from './pathway.ts';
import { pathwayStandard } from './pathway-standard.ts';
import { stageCodes } from './stage.ts';
import { pauseReasons } from './wait-reason.ts';

/** What is wrong in a pathway, with the part in which it is: `tasks/check-benefits`. */
export interface PathwayProblem {
  readonly where: string;
  readonly sentence: string;
}

type Loose<Entry> = Readonly<Record<string, Entry | undefined>>;

/** A pathway as it was written: any part may be missing, and any code may name nothing. */
interface Written {
  readonly cycles: Readonly<Record<CycleKind, readonly Step[]>>;
  readonly milestones: Loose<Milestone>;
  readonly lanes: Loose<Lane>;
  readonly tasks: Loose<Task>;
}

/** Without these a patient would be given a drug that nobody checked, or the next refill would never begin. */
const askedInEachCycle = [
  'prescription-accepted',
  'prescription-verified',
  'delivered',
  'refill-window-opened',
] as const;

/** Checks a written pathway; an empty list says that therapies can run on it. `queues` are the codes of the work queues. */
export function checkPathway(content: PathwayContent, queues: ReadonlySet<string>): readonly PathwayProblem[] {
  const written = content as unknown as Written;
  return [
    ...checkParts(written),
    ...checkCycle(written, 'start'),
    ...checkCycle(written, 'refill'),
    ...Object.entries(written.milestones).flatMap(([code, each]) => checkMilestone(written, code, each)),
    ...Object.entries(written.lanes).flatMap(([code, each]) => checkLane(written, code, each)),
    ...Object.entries(written.tasks).flatMap(([code, each]) => checkTask(code, each, queues)),
    ...checkClocks(content, queues),
  ];
}

/** Modules tell facts about every common lane; a pathway that did not understand one would lose it. */
function checkParts({ milestones, lanes }: Written): readonly PathwayProblem[] {
  return [
    ...milestoneCodes.filter((code) => milestones[code] === undefined).map((code) => missing(`milestones/${code}`)),
    ...laneCodes.flatMap((code) => {
      const lane = lanes[code];
      if (lane === undefined) return [missing(`lanes/${code}`)];
      return Object.entries(pathwayStandard.lanes[code].outcomes).flatMap(([name, { hold }]) => {
        const outcome = lane.outcomes[name];
        const where = `lanes/${code}/${name}`;
        if (outcome === undefined) return [missing(where)];
        const isKept = hold === undefined || outcome.hold === hold;
        return isKept ? [] : [problem(where, 'This outcome has to hold the fill, as it does in the standard pathway.')];
      });
    }),
  ];
}

function checkCycle({ cycles, milestones }: Written, kind: CycleKind): readonly PathwayProblem[] {
  const steps = cycles[kind];
  const where = `cycles/${kind}`;
  const order = steps.flatMap(({ exit }) => exit as readonly string[]);
  const found: PathwayProblem[] = [];
  for (const code of askedInEachCycle)
    if (!order.includes(code)) found.push(problem(where, `“${nameOf(milestones, code)}” has to be asked for.`));
  for (const [index, { stage, exit }] of steps.entries()) {
    const at = `${where}/${stage}`;
    if (!stageCodes.includes(stage) || stage === 'ended') found.push(problem(at, 'There is no such stage.'));
    if (steps.findIndex((step) => step.stage === stage) < index) found.push(problem(at, 'The stage stands twice.'));
    if (exit.length === 0)
      found.push(problem(at, 'A stage needs something that must have happened before it is left.'));
    for (const code of exit) found.push(...checkExit({ milestones, order, at }, { stage, code }));
  }
  const verified = order.indexOf('prescription-verified');
  const leaves = order.indexOf('fill-verified') < 0 ? order.indexOf('delivered') : order.indexOf('fill-verified');
  if (verified >= 0 && leaves >= 0 && verified > leaves)
    found.push(problem(where, 'The prescription has to be verified before anything leaves the house.'));
  return found;
}

function checkExit(
  cycle: { readonly milestones: Loose<Milestone>; readonly order: readonly string[]; readonly at: string },
  criterion: { readonly stage: string; readonly code: string },
): readonly PathwayProblem[] {
  const { milestones, order, at } = cycle;
  const { stage, code } = criterion;
  const milestone = milestones[code];
  if (milestone === undefined) return [problem(at, `There is no exit criterion ${code}.`)];
  const late = milestone.opensWhen.filter((each) => order.indexOf(each) > order.indexOf(code));
  return [
    ...(milestone.stage === stage ? [] : [problem(at, `“${milestone.label}” belongs to another stage.`)]),
    ...(order.indexOf(code) === order.lastIndexOf(code)
      ? []
      : [problem(at, `“${milestone.label}” is asked for twice.`)]),
    ...late.map((each) =>
      problem(at, `“${milestone.label}” waits for “${nameOf(milestones, each)}”, which comes later.`),
    ),
  ];
}

function checkMilestone(written: Written, code: string, milestone: Milestone | undefined): readonly PathwayProblem[] {
  if (milestone === undefined) return [];
  const { lanes, milestones, tasks } = written;
  const where = `milestones/${code}`;
  const isMet = Object.values(lanes).some((lane) =>
    Object.values(lane?.outcomes ?? {}).some(({ meets }) => (meets as readonly string[] | undefined)?.includes(code)),
  );
  const isTimed = code === 'refill-window-opened';
  return [
    ...checkWords(where, milestone.label, 'The exit criterion'),
    ...checkWords(where, milestone.beginning, 'The first sub-status'),
    ...milestone.opensWhen
      .filter((each) => milestones[each] === undefined)
      .map((each) => problem(where, `There is no exit criterion ${each}.`)),
    ...(milestone.lane !== null && lanes[milestone.lane] === undefined
      ? [problem(where, `There are no sub-statuses ${milestone.lane}.`)]
      : []),
    ...(milestone.firstTask !== null && tasks[milestone.firstTask] === undefined
      ? [problem(where, `There is no task ${milestone.firstTask}.`)]
      : []),
    ...(milestone.firstTask === null && !isTimed
      ? [problem(where, 'Nobody would be asked to do it: a task is missing.')]
      : []),
    ...(isMet || isTimed ? [] : [problem(where, 'No sub-status meets it: the stage would never be left.')]),
  ];
}

function checkLane(written: Written, code: string, lane: Lane | undefined): readonly PathwayProblem[] {
  if (lane === undefined) return [];
  return [
    ...checkWords(`lanes/${code}`, lane.label, 'The line'),
    ...Object.entries(lane.outcomes).flatMap(([name, outcome]) => checkOutcome(written, { lane: code, name, outcome })),
  ];
}

function checkOutcome(
  { milestones, tasks, cycles }: Written,
  one: { readonly lane: string; readonly name: string; readonly outcome: LaneOutcome },
): readonly PathwayProblem[] {
  const { lane, name, outcome } = one;
  const where = `lanes/${lane}/${name}`;
  const isCommon = (laneCodes as readonly string[]).includes(lane);
  const hasFill = Object.values(cycles).some((steps) => steps.some(({ stage }) => stage === 'dispensing'));
  const found = checkWords(where, outcome.label, 'The sub-status').slice();
  for (const code of outcome.meets ?? [])
    if (milestones[code] === undefined) found.push(problem(where, `There is no exit criterion ${code}.`));
  if (outcome.task !== undefined && tasks[outcome.task] === undefined)
    found.push(problem(where, `There is no task ${outcome.task}.`));
  if (outcome.hold !== undefined && !holdCodes.includes(outcome.hold))
    found.push(problem(where, 'There is no such hold.'));
  if (outcome.pause !== undefined && !pauseReasons.includes(outcome.pause))
    found.push(problem(where, 'There is no such wait.'));
  // What a module tells is never typed by hand beside it; a programme without a fill has no module that tells of its delivery.
  if (outcome.byHand !== undefined && isCommon && hasFill)
    found.push(problem(where, 'The program finds this out by itself; it is not recorded by hand.'));
  return found;
}

function checkTask(code: string, task: Task | undefined, queues: ReadonlySet<string>): readonly PathwayProblem[] {
  if (task === undefined) return [];
  const where = `tasks/${code}`;
  return [
    ...checkWords(where, task.label, 'The task'),
    ...checkWords(where, task.clause, 'What stands in the way'),
    ...(roleCodes.includes(task.role) ? [] : [problem(where, 'There is no such role.')]),
    ...(task.queue === null || queues.has(task.queue) ? [] : [problem(where, 'There is no such queue.')]),
    ...task.due.flatMap((rule) => checkDue(where, rule)),
    ...(task.due.some(({ after }) => after !== 'run-out')
      ? []
      : [
          problem(
            where,
            'A time that does not count from the run-out is missing: nobody knows the supply before the first fill.',
          ),
        ]),
  ];
}

function checkDue(where: string, rule: DueRule): readonly PathwayProblem[] {
  const units = [rule.businessHours, rule.businessDays, rule.days].filter((unit) => unit !== undefined);
  const [amount] = units;
  if (units.length !== 1 || amount === undefined) return [problem(where, 'A time has one unit.')];
  const least = rule.after === 'run-out' ? -60 : 0;
  const isWhole = Number.isSafeInteger(amount) && amount >= least && amount <= 200;
  if (!isWhole) return [problem(where, `A time is a whole number from ${least} to 200.`)];
  return rule.after === 'run-out' && rule.days === undefined
    ? [problem(where, 'Before the supply runs out, time is counted in days.')]
    : [];
}

function checkClocks(content: PathwayContent, queues: ReadonlySet<string>): readonly PathwayProblem[] {
  const { refill, reopenDays, expectedStartDays, turnaroundBudgetMinutes, escalation, holdOwners = {} } = content;
  const ranges = [
    ['The refill window', refill.windowDays, 1, 30],
    ['The assumed days’ supply', refill.assumedDaysSupply, 1, 120],
    ['The days within which an ended therapy is reopened', reopenDays, 0, 365],
    ['The days until the expected start', expectedStartDays, 1, 120],
    ['The budget in business minutes', turnaroundBudgetMinutes, 60, 30_000],
  ] as const;
  return [
    ...ranges.flatMap(([name, value, least, most]) =>
      Number.isSafeInteger(value) && value >= least && value <= most
        ? []
        : [problem('clocks', `${name} is a whole number from ${least} to ${most}.`)],
    ),
    ...escalationLevels.flatMap((level) => {
      const { recipient, queue } = escalation[level];
      const isKnown = recipient === 'owner' || roleCodes.includes(recipient);
      if (!isKnown) return [problem('clocks', `Who is told at ${level} % is no role.`)];
      return queue === null || queues.has(queue) ? [] : [problem('clocks', `The queue at ${level} % does not exist.`)];
    }),
    ...Object.entries(holdOwners).flatMap(([hold, role]) =>
      (holdCodes as readonly string[]).includes(hold) && roleCodes.includes(role)
        ? []
        : [problem(`holds/${hold}`, 'There is no such hold or role.')],
    ),
  ];
}

function checkWords(where: string, text: string, what: string): PathwayProblem[] {
  const length = text.trim().length;
  return length > 0 && length <= 120 ? [] : [problem(where, `${what} needs words, 120 letters at most.`)];
}

function nameOf(milestones: Loose<Milestone>, code: string): string {
  return milestones[code]?.label ?? code;
}

function missing(where: string): PathwayProblem {
  return problem(where, 'Other parts of the program tell of it, so it has to be here.');
}

function problem(where: string, sentence: string): PathwayProblem {
  return { where, sentence };
}
