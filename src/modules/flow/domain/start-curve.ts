import { type Instant, millisecondsOf } from '../../../kernel/instant.ts';
import type { StageCode } from '../../pathways/language.ts';
import type { LearnedCycle } from '../../therapies/index.ts';

/** A therapy in some state: after so many minutes it was started, or lost from sight without a start. */
export interface Remaining {
  readonly minutes: number;
  readonly isStart: boolean;
}

/** The share of therapies not yet started after so many minutes, as steps, with the count of starts on which it rests. */
export interface StartCurve {
  readonly starts: number;
  /** Pairs of minutes and share, both in order; before the first the share is one. */
  readonly points: readonly (readonly [number, number])[];
}

/** A start cycle of history. */
export type StartCycle = Pick<LearnedCycle, 'receivedAt' | 'deliveredAt' | 'closedAt' | 'steps'>;

/** Where a therapy stands in its start cycle, and since when. */
export interface StartPlace {
  readonly stage: StageCode;
  readonly barrierCode: string | null;
  readonly barrierSince: Instant;
  readonly stageSince: Instant;
  readonly receivedAt: Instant;
}

/** Finds where an open cycle stands by its steps, the same stretches from which history counts; null when it has none that is open. */
export function findStartPlace(cycle: StartCycle | undefined): StartPlace | null {
  const step = cycle?.steps.at(-1);
  if (cycle === undefined || step === undefined || step.leftAt !== null) return null;
  const { stage, barrierCode, enteredAt: barrierSince } = step;
  const before = cycle.steps.findLastIndex((each) => each.stage !== stage);
  const stageSince = cycle.steps[before + 1]?.enteredAt ?? barrierSince;
  return { stage, barrierCode, barrierSince, stageSince, receivedAt: cycle.receivedAt };
}

/** The key of the curve of everything, counted from the receipt. */
export const wholeKey = 'all';

/** Names the curve of a stage, or of one barrier in it. */
export function keyOf(place: { readonly stage: StageCode; readonly barrierCode?: string | null }): string {
  return place.barrierCode == null ? place.stage : `${place.stage}/${place.barrierCode}`;
}

/**
 * Fits the curve by the product-limit estimate of Kaplan and Meier (1958): who is lost from sight counts among those at risk
 * until then. Starts of the same minute make one step.
 */
export function fitStartCurve(remaining: readonly Remaining[]): StartCurve {
  const ordered = remaining.toSorted((left, right) => left.minutes - right.minutes);
  const points: (readonly [number, number])[] = [];
  let share = 1;
  let starts = 0;
  for (let index = 0; index < ordered.length; ) {
    const minutes = ordered[index]?.minutes ?? 0;
    const atRisk = ordered.length - index;
    let started = 0;
    for (; ordered[index]?.minutes === minutes; index += 1) started += ordered[index]?.isStart === true ? 1 : 0;
    if (started === 0) continue;
    starts += started;
    share *= 1 - started / atRisk;
    points.push([minutes, share]);
  }
  return { starts, points };
}

/**
 * Computes after how many further minutes a share of the therapies is started that were not after `elapsed`; null when history
 * does not reach so far.
 */
export function computeRemainingMinutes(
  curve: StartCurve,
  asked: { readonly elapsed: number; readonly share: number },
): number | null {
  const left = computeShareLeft(curve, asked.elapsed);
  if (left === 0) return null;
  const wanted = left * (1 - asked.share);
  const point = curve.points.find(([minutes, share]) => minutes > asked.elapsed && share <= wanted + 1e-12);
  return point === undefined ? null : point[0] - asked.elapsed;
}

/** Computes how many starts of a curve came later than `elapsed`, as a share of all. */
export function computeShareLeft(curve: StartCurve, elapsed: number): number {
  return curve.points.findLast(([minutes]) => minutes <= elapsed)?.[1] ?? 1;
}

/** Groups what remained until the start by stage and barrier, by stage, and as a whole. What is open at `seenUntil` is lost from sight. */
export function groupRemaining(
  cycles: readonly StartCycle[],
  seenUntil: Instant,
): ReadonlyMap<string, readonly Remaining[]> {
  const groups = new Map<string, Remaining[]>();
  const add = (key: string, remaining: Remaining): void => {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [remaining]);
    else group.push(remaining);
  };
  for (const cycle of cycles) {
    const { from: received, ...end } = { from: cycle.receivedAt, ...endOf(cycle, seenUntil) };
    add(wholeKey, { minutes: countMinutes({ from: received, to: end.at }), isStart: end.isStart });
    let stage: StageCode | null = null;
    for (const step of cycle.steps) {
      if (step.enteredAt >= end.at) break;
      const remaining = { minutes: countMinutes({ from: step.enteredAt, to: end.at }), isStart: end.isStart };
      if (step.stage !== stage) add(keyOf({ stage: step.stage }), remaining);
      if (step.barrierCode !== null) add(keyOf(step), remaining);
      stage = step.stage;
    }
  }
  return groups;
}

function endOf(cycle: StartCycle, seenUntil: Instant): { readonly at: Instant; readonly isStart: boolean } {
  const { deliveredAt, closedAt } = cycle;
  if (deliveredAt !== null && deliveredAt <= seenUntil) return { at: deliveredAt, isStart: true };
  return { at: closedAt !== null && closedAt <= seenUntil ? closedAt : seenUntil, isStart: false };
}

/** Computes the whole minutes from one instant to another, never below zero. */
export function countMinutes(span: { readonly from: Instant; readonly to: Instant }): number {
  return Math.max(0, Math.round((millisecondsOf(span.to) - millisecondsOf(span.from)) / 60_000));
}
