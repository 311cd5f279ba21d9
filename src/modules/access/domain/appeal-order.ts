import { type CalendarDay, countDaysBetween } from '../../../kernel/calendar-day.ts';
import { compareFractions, type Fraction, multiplyFractions } from '../../../kernel/fraction.ts';
import { type AppealPlanType, computeAppealDeadline, type DenialNotice } from './appeal-limit.ts';
import type { DenialReason } from './authorization.ts';

/** What is done with a denial that is never worth an appeal. */
export type RoutedAction = 'resubmit' | 'assistance' | 'transfer or network override' | 're-route';

const routedActions: Readonly<Partial<Record<DenialReason, RoutedAction>>> = {
  'missing-information': 'resubmit',
  exclusion: 'assistance',
  'wrong-pharmacy': 'transfer or network override',
  'wrong-benefit': 're-route',
};

/** A denial with what the tenant's own decided appeals of its kind say. */
export interface Denial extends DenialNotice {
  readonly id: string;
  /** A known reason, or the payer's own word where it is none of them. */
  readonly reason: string;
  readonly planType: AppealPlanType;
  readonly overturned: number;
  readonly appealed: number;
  readonly valueCents: number;
  readonly urgency: Fraction;
}

/** A denial that can be appealed. */
export interface AppealCandidate {
  readonly id: string;
  readonly deadline: CalendarDay;
  /** 0 on the last day that is in time; negative afterwards. */
  readonly daysLeft: number;
  readonly probability: Fraction;
  /** Probability times value in cents times urgency, exact. */
  readonly score: Fraction;
  /** Whether the probability rests on few decided appeals. */
  readonly isThin: boolean;
}

/** Denials in the order in which they are best appealed, those past their deadline, and those that go another way. */
export interface AppealOrder {
  readonly ranked: readonly AppealCandidate[];
  readonly passed: readonly AppealCandidate[];
  readonly routed: readonly { readonly id: string; readonly action: RoutedAction }[];
}

/** Finds what is done instead of an appeal; null for a denial that may be appealed. */
export function findRoutedAction(reason: string): RoutedAction | null {
  return Object.hasOwn(routedActions, reason) ? (routedActions[reason as DenialReason] ?? null) : null;
}

/**
 * Ranks denials by the exact score, ties by the earlier deadline and then by id. A denial without a deadline, of which the day
 * that starts it is not known, is left out: its reader refuses it.
 */
export function rankAppeals(
  denials: readonly Denial[],
  of: { readonly asOf: CalendarDay; readonly thinBelow: number },
): AppealOrder {
  const routed = denials.flatMap(({ id, reason }) => {
    const action = findRoutedAction(reason);
    return action === null ? [] : [{ id, action }];
  });
  const candidates = denials.flatMap((denial) => {
    const deadline = findRoutedAction(denial.reason) === null ? computeAppealDeadline(denial.planType, denial) : null;
    return deadline === null ? [] : [toCandidate(denial, { deadline, ...of })];
  });
  return {
    ranked: candidates
      .filter(({ daysLeft }) => daysLeft >= 0)
      .sort((left, right) => compareFractions(right.score, left.score) || compareDeadlines(left, right)),
    passed: candidates.filter(({ daysLeft }) => daysLeft < 0).sort(compareDeadlines),
    routed,
  };
}

/** The rule of succession: one success and one failure are added, so that few appeals never give 0 or 1. */
function toCandidate(
  denial: Denial,
  of: { readonly deadline: CalendarDay; readonly asOf: CalendarDay; readonly thinBelow: number },
): AppealCandidate {
  const probability = { numerator: BigInt(denial.overturned) + 1n, denominator: BigInt(denial.appealed) + 2n };
  const value = { numerator: BigInt(denial.valueCents), denominator: 1n };
  return {
    id: denial.id,
    deadline: of.deadline,
    daysLeft: countDaysBetween({ from: of.asOf, to: of.deadline }),
    probability,
    score: multiplyFractions(multiplyFractions(probability, value), denial.urgency),
    isThin: denial.appealed < of.thinBelow,
  };
}

function compareDeadlines(left: AppealCandidate, right: AppealCandidate): number {
  if (left.deadline !== right.deadline) return left.deadline < right.deadline ? -1 : 1;
  return left.id < right.id ? -1 : Number(left.id > right.id);
}
