import type { EventKind, PayloadOf } from '../../../kernel/domain-event.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Role } from '../../../kernel/roles.ts';
import type { StageCode, TaskCode } from '../../pathways/language.ts';
import {
  holdPlaced,
  holdReleased,
  partyAwaited,
  patientCorrected,
  readyToFill,
  refillWindowOpened,
  stageChanged,
  standingChanged,
  taskEscalated,
  therapyEnded,
  therapyOpened,
} from '../events.ts';
import { readPosition } from './journey-position.ts';
import { findNextEscalationAt, reachedLevel, readTaskClock } from './task-clock.ts';
import { hasStandingChanged, readStanding } from './therapy-standing.ts';
import type { TherapyState } from './therapy-state.ts';

/** A fact to announce. */
interface Announcement {
  readonly kind: EventKind;
  readonly payload: unknown;
}

/** Work that waits in a queue for a therapy. A queue holds at most one item for each therapy. */
export interface QueuedWork {
  readonly queue: string;
  readonly taskCode: TaskCode;
  readonly stage: StageCode;
  readonly dueAt: Instant;
  /** Whether a hold forbids the work for now. */
  readonly isBlocked: boolean;
  readonly role: Role;
  /** How much of its time is used, in percent, by the levels that are recorded. */
  readonly level: number;
  /** Business minutes that are left while its clock stands still; null while it runs. */
  readonly pausedMinutesLeft: number | null;
}

/** A timer that is to stand (`dueAt`) or not to stand (null). */
export interface TimerWish {
  readonly kind: 'therapies.refill-window' | 'therapies.authorization-end' | 'therapies.escalation';
  readonly dueAt: Instant | null;
  readonly cycle: number;
}

/** What follows from a change of a therapy. */
export interface TherapyReaction {
  readonly announcements: readonly Announcement[];
  readonly openWork: readonly QueuedWork[];
  readonly closeQueues: readonly string[];
  readonly timers: readonly TimerWish[];
}

/** Computes what follows from a change: facts to announce, work to open, update and close, and timers. */
export function reactToTherapy(
  therapyId: TherapyId,
  before: TherapyState | null,
  after: TherapyState,
): TherapyReaction {
  const workBefore = before === null || before.patientId !== after.patientId ? [] : listQueuedWork(before);
  const workAfter = listQueuedWork(after);
  const queuesBefore = before === null ? [] : listQueuedWork(before).map(({ queue }) => queue);
  return {
    announcements: listAnnouncements(therapyId, before, after),
    openWork: workAfter.filter((work) => !workBefore.some((known) => isSame(known, work))),
    closeQueues: queuesBefore.filter((queue) => !workAfter.some((work) => work.queue === queue)),
    timers: listTimers(before, after),
  };
}

/** Lists the work that waits for a therapy, the first open task of each queue. */
function listQueuedWork(state: TherapyState): readonly QueuedWork[] {
  const { blockingHolds, tasks } = readPosition(state);
  const isHeld = blockingHolds.length > 0;
  const work: QueuedWork[] = [];
  for (const { code, task, stage, since } of tasks) {
    const { queue } = task;
    if (queue === null || work.some((item) => item.queue === queue)) continue;
    const isBlocked = isHeld && stage === 'dispensing';
    const { level, dueAt, pausedMinutesLeft } = readTaskClock(state, code);
    const clock = { dueAt: dueAt ?? since, level, pausedMinutesLeft };
    work.push({ queue, taskCode: code, stage, isBlocked, role: task.role, ...clock });
  }
  return [...work, ...listEscalatedWork(state)];
}

/** The work of a lead or a director over work that has used much of its time: of each queue the most pressing. */
function listEscalatedWork(state: TherapyState): readonly QueuedWork[] {
  const { tasks, pathway } = readPosition(state);
  const escalated = tasks.flatMap(({ code, stage, since, task }): readonly QueuedWork[] => {
    const { level, dueAt, pausedMinutesLeft } = readTaskClock(state, code);
    if (level === 0) return [];
    const { recipient, queue } = pathway.escalation[level];
    if (queue === null) return [];
    const role = recipient === 'owner' ? task.role : recipient;
    return [{ queue, taskCode: code, stage, dueAt: dueAt ?? since, isBlocked: false, role, level, pausedMinutesLeft }];
  });
  const pressing = escalated.toSorted((left, right) => right.level - left.level);
  return pressing.filter((work, index) => pressing.findIndex(({ queue }) => queue === work.queue) === index);
}

function listAnnouncements(
  therapyId: TherapyId,
  before: TherapyState | null,
  after: TherapyState,
): readonly Announcement[] {
  const { patientId, siteId, cycle } = after;
  const wasEnded = before !== null && before.ended !== null;
  const found: Announcement[] = [];
  if (before === null || (wasEnded && after.ended === null)) {
    found.push(announcement(therapyOpened, { therapyId, patientId, siteId, reopened: before !== null }));
  }
  if (before !== null && before.patientId !== patientId) {
    found.push(announcement(patientCorrected, { therapyId, fromPatientId: before.patientId, toPatientId: patientId }));
  }
  if (after.ended !== null && !wasEnded) {
    found.push(announcement(therapyEnded, { therapyId, reasonCode: after.ended.reasonCode }));
  }
  if (before !== null && cycle.number > before.cycle.number && cycle.kind === 'refill') {
    const runOutOn = after.priorRunOutOn ?? '';
    found.push(announcement(refillWindowOpened, { therapyId, cycle: cycle.number, runOutOn }));
  }
  if (before !== null && before.stage !== after.stage) {
    found.push(announcement(stageChanged, { therapyId, cycle: cycle.number, from: before.stage, to: after.stage }));
  }
  if (before === null || hasStandingChanged(readStanding(therapyId, before), readStanding(therapyId, after))) {
    found.push(announcement(standingChanged, { therapyId }));
  }
  found.push(...listHoldAnnouncements(therapyId, before, after));
  found.push(...listWaitAnnouncements(therapyId, before, after));
  found.push(...listEscalationAnnouncements(therapyId, before, after));
  const couldBeFilled = before?.cycle.number === cycle.number && readPosition(before).mayBeFilled;
  if (readPosition(after).mayBeFilled && !couldBeFilled) {
    found.push(announcement(readyToFill, { therapyId, cycle: cycle.number }));
  }
  return found;
}

/** A wait is announced when it begins; one of several with the same reason is not said again. */
function listWaitAnnouncements(
  therapyId: TherapyId,
  before: TherapyState | null,
  after: TherapyState,
): readonly Announcement[] {
  const waitedBefore = before === null ? [] : readPosition(before).waits;
  return readPosition(after)
    .waits.filter(({ reason, party }) => !waitedBefore.some((wait) => wait.reason === reason && wait.party === party))
    .map(({ reason, party }) => announcement(partyAwaited, { therapyId, party, reasonCode: reason }));
}

function listHoldAnnouncements(
  therapyId: TherapyId,
  before: TherapyState | null,
  after: TherapyState,
): readonly Announcement[] {
  const held = readPosition(after).blockingHolds;
  const heldBefore = before === null ? [] : readPosition(before).blockingHolds;
  return [
    ...held.filter((hold) => !heldBefore.includes(hold)).map((hold) => announcement(holdPlaced, { therapyId, hold })),
    ...heldBefore.filter((hold) => !held.includes(hold)).map((hold) => announcement(holdReleased, { therapyId, hold })),
  ];
}

function listEscalationAnnouncements(
  therapyId: TherapyId,
  before: TherapyState | null,
  after: TherapyState,
): readonly Announcement[] {
  return readPosition(after).tasks.flatMap(({ code: task }) => {
    const percent = reachedLevel(after, task);
    const isNew = percent !== 0 && (before === null || percent > reachedLevel(before, task));
    return isNew ? [announcement(taskEscalated, { therapyId, task, percent })] : [];
  });
}

function listTimers(before: TherapyState | null, after: TherapyState): readonly TimerWish[] {
  const wish = (state: TherapyState | null): readonly TimerWish[] => {
    const open = state === null || state.ended !== null ? null : state;
    const cycle = state?.cycle.number ?? 0;
    return [
      { kind: 'therapies.refill-window', dueAt: open?.supply?.windowOpensAt ?? null, cycle },
      { kind: 'therapies.escalation', dueAt: open === null ? null : findNextEscalationAt(open), cycle },
      { kind: 'therapies.authorization-end', dueAt: open?.authorizationEndsAt ?? null, cycle },
    ];
  };
  const former = wish(before);
  return wish(after).filter(({ dueAt }, index) => dueAt !== former[index]?.dueAt);
}

function isSame(left: QueuedWork, right: QueuedWork): boolean {
  return (
    left.queue === right.queue &&
    left.taskCode === right.taskCode &&
    left.stage === right.stage &&
    left.dueAt === right.dueAt &&
    left.isBlocked === right.isBlocked &&
    left.role === right.role &&
    left.level === right.level &&
    left.pausedMinutesLeft === right.pausedMinutesLeft
  );
}

function announcement<Kind extends EventKind>(kind: Kind, payload: PayloadOf<Kind>): Announcement {
  return { kind, payload };
}
