import { type Role, roles } from '../../../kernel/roles.ts';
import { type HoldCode, holdCodes, holdKinds, parties } from '../domain/hold-kind.ts';
import type {
  CycleKind,
  Lane,
  LaneCode,
  LaneOutcome,
  Milestone,
  MilestoneCode,
  PathwayContent,
  Step,
  Task,
  TaskCode,
} from '../domain/pathway.ts';
import { describeDues } from '../domain/pathway-words.ts';
import { stageCodes, stages } from '../domain/stage.ts';
import { waitReasons } from '../domain/wait-reason.ts';

/** A row of a part of a pathway: the part that it stands for, and the words of its cells. */
export interface PathwayRow {
  /** The place by which problems name it. */
  readonly where: string;
  readonly cells: readonly string[];
  readonly target: RowTarget;
}

/** What a row stands for. */
export type RowTarget =
  | { readonly kind: 'step'; readonly cycle: CycleKind; readonly index: number; readonly step: Step }
  | { readonly kind: 'criterion'; readonly code: MilestoneCode; readonly milestone: Milestone }
  | { readonly kind: 'status'; readonly lane: LaneCode; readonly name: string; readonly outcome: LaneOutcome }
  | { readonly kind: 'task'; readonly code: TaskCode; readonly task: Task }
  | { readonly kind: 'hold'; readonly hold: HoldCode; readonly owner: Role }
  | { readonly kind: 'clocks' };

/** The parts of a pathway that are tables, with their columns. */
export const partColumns = {
  stages: ['Cycle', 'Stage', 'Left when', 'Sub-status at first', 'Tasks'],
  criteria: ['Exit criterion', 'Stage', 'Waits for', 'Sub-status at first', 'First task'],
  statuses: ['Stage', 'About', 'Sub-status', 'Meets', 'Hold', 'Stops the clock', 'Next task'],
  tasks: ['Task', 'Queue', 'Role', 'Whose move', 'Due'],
  clocks: ['What', 'Stage', 'Says', 'Can be overridden', 'Ends by itself when'],
} as const;

/** The code of such a part. */
export type PartCode = keyof typeof partColumns;

/** Lists the rows of a part. */
export function listRows(
  part: PartCode,
  content: PathwayContent,
  nameQueue: (code: string) => string,
): readonly PathwayRow[] {
  if (part === 'stages') return (['start', 'refill'] as const).flatMap((cycle) => listSteps(cycle, content));
  if (part === 'criteria') return listCriteria(content);
  if (part === 'statuses') return listStatuses(content);
  return part === 'tasks' ? listTasks(content, nameQueue) : listHoldsAndClocks(content, nameQueue);
}

/** Says in words where a problem stands, and in which part of the page. */
export function findPlace(where: string, content: PathwayContent): { readonly part: PartCode; readonly words: string } {
  for (const part of Object.keys(partColumns) as PartCode[]) {
    const row = listRows(part, content, (code) => code).find((each) => each.where === where);
    if (row !== undefined) return { part, words: nameRow(row) };
  }
  const [, cycle] = where.split('/');
  return { part: 'stages', words: cycle === 'refill' ? 'Refill cycle' : 'Start cycle' };
}

function nameRow({ target, cells }: PathwayRow): string {
  if (target.kind === 'status') return `${cells[1] ?? ''}: ${cells[2] ?? ''}`;
  if (target.kind === 'clocks') return 'Clocks';
  return target.kind === 'step' ? `${cells[0] ?? ''}, ${cells[1] ?? ''}` : (cells[0] ?? '');
}

function listSteps(cycle: CycleKind, content: PathwayContent): readonly PathwayRow[] {
  return content.cycles[cycle].map((step, index) => {
    const asked = step.exit.map((code) => content.milestones[code]);
    const tasks = asked.flatMap((each) => (each?.firstTask == null ? [] : [nameTask(content, each.firstTask)]));
    return {
      where: `cycles/${cycle}/${step.stage}`,
      target: { kind: 'step', cycle, index, step },
      cells: [
        `${cycle === 'start' ? 'Start' : 'Refill'} ${index + 1}`,
        stages[step.stage],
        step.exit.map((code) => nameCriterion(content, code)).join(', '),
        asked.map((each) => each?.beginning ?? '').join(', '),
        tasks.join(', '),
      ],
    };
  });
}

function listCriteria(content: PathwayContent): readonly PathwayRow[] {
  const criteria = (Object.entries(content.milestones) as [MilestoneCode, Milestone][]).toSorted(
    ([, left], [, right]) => stageCodes.indexOf(left.stage) - stageCodes.indexOf(right.stage),
  );
  return criteria.map(([code, milestone]) => ({
    where: `milestones/${code}`,
    target: { kind: 'criterion', code, milestone },
    cells: [
      milestone.label,
      stages[milestone.stage],
      milestone.opensWhen.map((each) => nameCriterion(content, each)).join(', '),
      milestone.beginning,
      milestone.firstTask === null ? '' : nameTask(content, milestone.firstTask),
    ],
  }));
}

function listStatuses(content: PathwayContent): readonly PathwayRow[] {
  const lanes = (Object.entries(content.lanes) as [LaneCode, Lane][]).toSorted(
    ([, left], [, right]) => stageCodes.indexOf(left.stage) - stageCodes.indexOf(right.stage),
  );
  return lanes.flatMap(([lane, { label, stage, outcomes }]) =>
    Object.entries(outcomes).map(
      ([name, outcome]): PathwayRow => ({
        where: `lanes/${lane}/${name}`,
        target: { kind: 'status', lane, name, outcome },
        cells: [
          stages[stage],
          label,
          outcome.byHand === undefined ? outcome.label : `${outcome.label} (by hand)`,
          (outcome.meets ?? []).map((code) => nameCriterion(content, code)).join(', '),
          outcome.hold === undefined ? '' : holdKinds[outcome.hold].label,
          outcome.pause === undefined ? '' : waitReasons[outcome.pause].label,
          outcome.task === undefined ? '' : nameTask(content, outcome.task),
        ],
      }),
    ),
  );
}

function listTasks(content: PathwayContent, nameQueue: (code: string) => string): readonly PathwayRow[] {
  return (Object.entries(content.tasks) as [TaskCode, Task][]).map(([code, task]) => ({
    where: `tasks/${code}`,
    target: { kind: 'task', code, task },
    cells: [
      task.label,
      task.queue === null ? 'Kept by its own work' : nameQueue(task.queue),
      roles[task.role],
      parties[task.party],
      describeDues(task.due, content.milestones),
    ],
  }));
}

function listHoldsAndClocks(content: PathwayContent, nameQueue: (code: string) => string): readonly PathwayRow[] {
  const { refill, expectedStartDays, reopenDays, turnaroundBudgetMinutes, escalation } = content;
  const clock = (what: string, says: string): PathwayRow => ({
    where: 'clocks',
    target: { kind: 'clocks' },
    cells: [what, '', says, '', ''],
  });
  const told = ([50, 80, 100] as const).map((level) => {
    const { recipient, queue } = escalation[level];
    const who = recipient === 'owner' ? 'who has the work' : roles[recipient];
    return clock(
      `Told when ${level} % of the time is used`,
      queue === null ? who : `${who}, queue ${nameQueue(queue)}`,
    );
  });
  const clocks = [
    clock('Turnaround budget', `${turnaroundBudgetMinutes / 60} business hours`),
    clock('Expected start', `${expectedStartDays} days after the receipt`),
    clock('Refill window', `${refill.windowDays} days before the supply runs out`),
    clock('Days’ supply where none is told', `${refill.assumedDaysSupply} days`),
    clock('An ended therapy is reopened', `within ${reopenDays} days`),
    ...told,
  ];
  const holds = holdCodes.map((hold): PathwayRow => {
    const { label, stage, ownerRole, canBeOverridden, endsWhen } = holdKinds[hold];
    const owner = content.holdOwners?.[hold] ?? ownerRole;
    const cells = [
      `Hold: ${label}`,
      stages[stage],
      `Owner: ${roles[owner]}`,
      canBeOverridden ? 'yes' : 'never',
      endsWhen ?? '',
    ];
    return { where: `holds/${hold}`, target: { kind: 'hold', hold, owner }, cells };
  });
  return [...clocks, ...holds];
}

function nameCriterion({ milestones }: PathwayContent, code: MilestoneCode): string {
  return milestones[code]?.label ?? code;
}

function nameTask({ tasks }: PathwayContent, code: TaskCode): string {
  return tasks[code]?.label ?? code;
}
