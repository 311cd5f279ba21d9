import type { BusinessCalendar } from '../../../kernel/business-calendar.ts';
import { addDays } from '../../../kernel/calendar-day.ts';
import { type Instant, instantAt } from '../../../kernel/instant.ts';
import { computeDueAt } from './due-rule.ts';
import { type OpenTask, readPosition } from './journey-position.ts';
import type { MilestoneCode } from './pathway.ts';
import { computeSupply } from './refill-window.ts';
import { computeBudgets, movesBudgets } from './task-budget.ts';
import type { Agenda, JourneyFact, NewTherapyEvent } from './therapy-event.ts';
import type { TherapyState } from './therapy-state.ts';

/** A change of a therapy about to be recorded: as it stood, as it will stand, and the event that brings it there. */
export interface AgendaChange {
  readonly before: TherapyState | null;
  readonly after: TherapyState;
  readonly event: NewTherapyEvent;
}

/** Tells whether an event opens work or sets a date, so that the calendar of the site is needed to say when. */
export function needsAgenda(change: AgendaChange): boolean {
  const isDated = findDelivered(change) !== null || setsAuthorizationEnd(change) || listTasksToDate(change).length > 0;
  return isDated || movesBudgets(change);
}

/** Computes the instants that go into the stream with an event: due times of the work it opens, run-out and ends. */
export function computeAgenda(change: AgendaChange, calendar: BusinessCalendar): Agenda {
  const { after, event } = change;
  const { pathway, metAt } = readPosition(after);
  const delivered = findDelivered(change);
  const supply =
    delivered === null
      ? null
      : computeSupply(
          {
            deliveredAt: delivered.at,
            daysSupply: delivered.daysSupply ?? after.lanes.fill?.daysSupply ?? after.daysSupply,
            priorRunOutOn: after.priorRunOutOn,
          },
          pathway.refill,
          calendar.timeZone,
        );
  const runOutOn = supply?.runOutOn ?? after.supply?.runOutOn ?? after.priorRunOutOn;
  const dues = listTasksToDate(change).flatMap(({ code, task, since }) => {
    const findMetAt = (milestone: MilestoneCode): Instant | null => metAt.get(milestone) ?? null;
    const dueAt = computeDueAt(task.due, { openedAt: since, metAt: findMetAt, runOutOn }, calendar);
    return dueAt === null ? [] : [[code, dueAt] as const];
  });
  const budgets = computeBudgets(change, { ...after.dues, ...Object.fromEntries(dues) }, calendar);
  return {
    ...(Object.keys(budgets).length === 0 ? {} : { budgets }),
    ...(dues.length === 0 ? {} : { dues: Object.fromEntries(dues) }),
    ...(supply === null ? {} : { supply }),
    ...(setsAuthorizationEnd(change) ? { authorizationEndsAt: findAuthorizationEnd(event, calendar) } : {}),
  };
}

/** An authorization is good through its last day at the site. */
function findAuthorizationEnd(event: NewTherapyEvent, { timeZone }: BusinessCalendar): Instant | null {
  const validTo = factOf(event)?.authorizationValidTo ?? null;
  return validTo === null ? null : instantAt({ day: addDays(validTo, 1), time: '00:00', timeZone });
}

/** The delivery that an event tells of, unless something newer is known. */
function findDelivered({ after, event }: AgendaChange): NonNullable<JourneyFact['delivered']> | null {
  const isNewest = after.lanes.delivery?.outcome === 'delivered' && after.lanes.delivery.at === event.occurredAt;
  return isNewest ? (factOf(event)?.delivered ?? null) : null;
}

function setsAuthorizationEnd({ after, event }: AgendaChange): boolean {
  return factOf(event)?.authorizationValidTo !== undefined && after.lanes.authorization?.at === event.occurredAt;
}

/** Work that has no due time yet, or whose due time counts from a milestone that has just been met. */
function listTasksToDate({ before, after }: AgendaChange): readonly OpenTask[] {
  const position = readPosition(after);
  const former = before === null ? null : readPosition(before);
  return position.tasks.filter(({ code, task }) => {
    if (after.dues[code] === undefined) return true;
    return task.due.some(({ after: anchor }) => {
      if (anchor === 'opened' || anchor === 'run-out') return false;
      const met = position.metAt.get(anchor);
      return met !== undefined && former?.metAt.get(anchor) !== met;
    });
  });
}

function factOf(event: NewTherapyEvent): JourneyFact | null {
  return event.type === 'fact-recorded' ? event.facts : null;
}
