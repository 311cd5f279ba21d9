import { addDays, type CalendarDay, countDaysBetween } from '../../../kernel/calendar-day.ts';
import { dayIn, type TimeZone } from '../../../kernel/instant.ts';
import { getPathway } from '../../pathways/language.ts';
import type { TherapyState } from './therapy-state.ts';

/**
 * From which day waiting costs the patient doses, and what that day follows from: the supply that runs out, or the start that
 * was to be expected. Therapies are ordered by this day, which does not move while time passes.
 */
export interface CostOfWaiting {
  readonly harmOn: CalendarDay;
  readonly basis: 'run-out' | 'expected-start';
}

const universalTime = 'UTC' as TimeZone;

/**
 * Finds from which day waiting costs doses; null when the therapy has ended. The expected start counts in days of universal
 * time from the receipt, because the fold of a therapy knows no calendar.
 */
export function findCostOfWaiting(state: TherapyState): CostOfWaiting | null {
  if (state.ended !== null) return null;
  const runOutOn = state.supply?.runOutOn ?? state.priorRunOutOn;
  if (runOutOn !== null) return { harmOn: runOutOn, basis: 'run-out' };
  const { expectedStartDays } = getPathway(state.pathway);
  return { harmOn: addDays(dayIn(state.cycle.receivedAt, universalTime), expectedStartDays), basis: 'expected-start' };
}

/** Computes the days that a patient has been without therapy; below zero, the days that are left. */
export function computeDaysWithout(cost: CostOfWaiting, today: CalendarDay): number {
  return countDaysBetween({ from: cost.harmOn, to: today });
}

/** Says in a clause what a wait costs. */
export function describeCostOfWaiting(cost: CostOfWaiting, today: CalendarDay): string {
  const days = computeDaysWithout(cost, today);
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
  if (cost.basis === 'run-out') {
    if (days > 0) return `${count} without medicine`;
    return days === 0 ? 'Supply runs out today' : `${count} of supply left`;
  }
  if (days > 0) return `Start ${count} late`;
  return days === 0 ? 'Start due today' : `Start due in ${count}`;
}
