import { canonicalJson, type Json } from '../../../kernel/json.ts';
import { roles } from '../../../kernel/roles.ts';
import { escalationLevels } from './escalation-level.ts';
import { type HoldCode, holdKinds, parties } from './hold-kind.ts';
import type { Lane, LaneOutcome, Milestone, PathwayContent, Task } from './pathway.ts';
import { describeDues } from './pathway-words.ts';
import { stages } from './stage.ts';
import { waitReasons } from './wait-reason.ts';

/** One thing that two versions say differently, in words; null where one does not have it. */
export interface PathwayChange {
  readonly where: string;
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A line stands at a place of codes; two lines say the same when their codes and own words are the same, whatever other parts are called. */
interface Line {
  readonly key: string;
  readonly where: string;
  readonly what: string;
  readonly words: string;
  readonly meaning: string;
}

/** Lists what a version says differently from another, part by part, in the order in which the parts stand. */
export function listPathwayChanges(before: PathwayContent, after: PathwayContent): readonly PathwayChange[] {
  const [was, is] = [writeLines(before), writeLines(after)];
  const changed = [...is.values()].flatMap(({ key, where, what, words, meaning }) => {
    const former = was.get(key);
    return former?.meaning === meaning ? [] : [{ where, what, before: former?.words ?? null, after: words }];
  });
  const gone = [...was.values()].flatMap(({ key, where, what, words }) =>
    is.has(key) ? [] : [{ where, what, before: words, after: null }],
  );
  return [...changed, ...gone];
}

function writeLines(content: PathwayContent): ReadonlyMap<string, Line> {
  const lines = [
    ...writeCycles(content),
    ...entriesOf<Milestone>(content.milestones).flatMap((entry) => writeMilestone(entry, content)),
    ...entriesOf<Lane>(content.lanes).flatMap((entry) => writeLane(entry, content)),
    ...entriesOf<Task>(content.tasks).flatMap((entry) => writeTask(entry, content)),
    ...Object.entries(content.holdOwners ?? {}).map(([hold, role]) =>
      composeLine(['hold', hold], [`Hold: ${holdKinds[hold as HoldCode].label}`, 'Owner'], roles[role]),
    ),
    ...writeClocks(content),
  ];
  return new Map(lines.map((each) => [each.key, each]));
}

function writeCycles({ cycles, milestones }: PathwayContent): readonly Line[] {
  return (['start', 'refill'] as const).flatMap((kind) => {
    const where = kind === 'start' ? 'Start cycle' : 'Refill cycle';
    const order = cycles[kind].map(({ stage }) => stages[stage]).join(' → ');
    return [
      composeLine([kind], [where, 'Stages in order'], order),
      ...cycles[kind].map(({ stage, exit }) => {
        const names = exit.map((code) => milestones[code]?.label ?? code).join(', ');
        return composeLine([kind, stage], [`${where}: ${stages[stage]}`, 'Exit criteria'], names, exit.join());
      }),
    ];
  });
}

function writeMilestone([code, milestone]: readonly [string, Milestone], content: PathwayContent): readonly Line[] {
  const { label, stage, beginning, opensWhen, firstTask } = milestone;
  const where = `${stages[stage]}: ${label}`;
  const waitsFor = opensWhen.map((each) => content.milestones[each]?.label ?? each).join(', ');
  const task = firstTask === null ? 'none' : (content.tasks[firstTask]?.label ?? firstTask);
  return [
    composeLine(['milestone', code, 'label'], [where, 'Exit criterion'], label),
    composeLine(['milestone', code, 'beginning'], [where, 'First sub-status'], beginning),
    composeLine(['milestone', code, 'waits'], [where, 'Waits for'], waitsFor || 'nothing', opensWhen.join()),
    composeLine(['milestone', code, 'task'], [where, 'First task'], task, firstTask ?? ''),
  ];
}

function writeLane([code, lane]: readonly [string, Lane], content: PathwayContent): readonly Line[] {
  const where = `${stages[lane.stage]}: ${lane.label}`;
  return Object.entries(lane.outcomes).map(([name, outcome]) =>
    composeLine(
      ['lane', code, name],
      [where, `Sub-status ${name}`],
      describeOutcome(outcome, content),
      canonicalJson(outcome as unknown as Json),
    ),
  );
}

function describeOutcome({ label, meets, hold, pause, task, byHand }: LaneOutcome, content: PathwayContent): string {
  const parts = [
    label,
    ...(meets ?? []).map((code) => `meets “${content.milestones[code]?.label ?? code}”`),
    ...(hold === undefined ? [] : [`hold ${holdKinds[hold].label}`]),
    ...(pause === undefined ? [] : [`stops the clock: ${waitReasons[pause].label.toLowerCase()}`]),
    ...(task === undefined ? [] : [`next “${content.tasks[task]?.label ?? task}”`]),
    ...(byHand === undefined ? [] : ['recorded by hand', ...(byHand.asks === null ? [] : [`asks for ${byHand.asks}`])]),
  ];
  return parts.join(', ');
}

function writeTask([code, task]: readonly [string, Task], { milestones }: PathwayContent): readonly Line[] {
  const where = `Task: ${task.label}`;
  const due = describeDues(task.due, milestones);
  return [
    composeLine(['task', code, 'label'], [where, 'Label'], task.label),
    composeLine(['task', code, 'clause'], [where, 'What stands in the way'], task.clause),
    composeLine(['task', code, 'queue'], [where, 'Queue'], task.queue ?? 'kept by its part of the program'),
    composeLine(['task', code, 'role'], [where, 'Role'], roles[task.role]),
    composeLine(['task', code, 'party'], [where, 'Whose move'], parties[task.party]),
    composeLine(['task', code, 'due'], [where, 'Due'], due, canonicalJson(task.due as unknown as Json)),
  ];
}

function writeClocks(content: PathwayContent): readonly Line[] {
  const { refill, reopenDays, expectedStartDays, turnaroundBudgetMinutes, escalation } = content;
  const clock = (what: string, words: string): Line => composeLine(['clocks', what], ['Clocks', what], words);
  return [
    clock('Refill window', `${refill.windowDays} days before the supply runs out`),
    clock('Days’ supply where none is told', `${refill.assumedDaysSupply} days`),
    clock('Reopened within', `${reopenDays} days`),
    clock('Expected start', `within ${expectedStartDays} days`),
    clock('Turnaround budget', `${turnaroundBudgetMinutes} business minutes`),
    ...escalationLevels.map((level) => {
      const { recipient, queue } = escalation[level];
      const who = recipient === 'owner' ? 'who has the work' : roles[recipient];
      return clock(`Told at ${level} %`, queue === null ? who : `${who}, in the queue ${queue}`);
    }),
  ];
}

function entriesOf<Entry>(parts: object): readonly (readonly [string, Entry])[] {
  return Object.entries(parts) as readonly (readonly [string, Entry])[];
}

function composeLine(
  place: readonly string[],
  [where, what]: readonly [where: string, what: string],
  words: string,
  meaning: string = words,
): Line {
  return { key: place.join('/'), where, what, words, meaning };
}
