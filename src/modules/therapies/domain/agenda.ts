import type { BusinessCalendar } from '../../../kernel/business-calendar.ts';
import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import { type Instant, instantAt } from '../../../kernel/instant.ts';
import { computeDueAt, type MilestoneCode } from '../../pathways/language.ts';
import { type OpenTask, type Position, readPosition } from './journey-position.ts';
import { computeSupply, moveRunOut } from './refill-window.ts';
import { computeBudgets, movesBudgets } from './task-clock.ts';
import type { Agenda, JourneyFact, NewTherapyEvent, Supply } from './therapy-event.ts';
import type { TherapyState } from './therapy-state.ts';

/** A change of a therapy about to be recorded: as it stood, as it will stand, and the event that brings it there. */
export interface AgendaChange {
  readonly before: TherapyState | null;
  readonly after: TherapyState;
  readonly event: NewTherapyEvent;
}

/** Tells whether an event opens work or sets a date, so that the calendar of the site is needed to say when. */
export function needsAgenda(change: AgendaChange): boolean {
  const isDated = findDelivered(change) !== null || findMovedRunOut(change) !== null || setsAuthorizationEnd(change);
  return isDated || listTasksToDate(change).length > 0 || movesBudgets(change);
}

/** Computes the instants that go into the stream with an event: due times of the work it opens, run-out and ends. */
export function computeAgenda(change: AgendaChange, calendar: BusinessCalendar): Agenda {
  const { after, event } = change;
  const { metAt } = readPosition(after);
  const supply = findSupply(change, calendar);
  const moved = findMovedRunOut(change);
  const runOutOn = moved ?? supply?.runOutOn ?? after.supply?.runOutOn ?? after.priorRunOutOn;
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
    ...(supply === null && moved !== null ? { priorRunOutOn: moved } : {}),
    ...(setsAuthorizationEnd(change) ? { authorizationEndsAt: findAuthorizationEnd(event, calendar) } : {}),
  };
}

/** The supply that an event brings, or the present one with its end moved to where the counted doses put it. */
function findSupply(change: AgendaChange, { timeZone }: BusinessCalendar): Supply | null {
  const { after } = change;
  const { refill } = readPosition(after).pathway;
  const delivered = findDelivered(change);
  if (delivered === null) {
    const moved = findMovedRunOut(change);
    return moved === null || after.supply === null ? null : moveRunOut(after.supply, moved, { refill, timeZone });
  }
  const daysSupply = delivered.daysSupply ?? after.lanes.fill?.daysSupply ?? after.daysSupply;
  const { priorRunOutOn } = after;
  return computeSupply({ deliveredAt: delivered.at, daysSupply, priorRunOutOn }, refill, timeZone);
}

function findMovedRunOut({ event }: AgendaChange): CalendarDay | null {
  return factOf(event)?.runOutOn ?? null;
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

/** Work that has no due time yet, or whose due time counts from a milestone just met or from a run-out just moved. */
function listTasksToDate(change: AgendaChange): readonly OpenTask[] {
  const { before, after } = change;
  const position = readPosition(after);
  const former = before === null ? null : readPosition(before);
  return position.tasks.filter(({ code, task }) => {
    if (after.dues[code] === undefined) return true;
    if (change.event.type === 'pathway-moved') return hasOtherClock({ code, task }, former);
    return task.due.some(({ after: anchor }) => {
      if (anchor === 'opened') return false;
      if (anchor === 'run-out') return findMovedRunOut(change) !== null;
      const met = position.metAt.get(anchor);
      return met !== undefined && former?.metAt.get(anchor) !== met;
    });
  });
}

/** A version that a therapy is moved to may give its open work another time. */
function hasOtherClock({ code, task }: Pick<OpenTask, 'code' | 'task'>, former: Position | null): boolean {
  const due = former?.tasks.find((open) => open.code === code)?.task.due;
  return JSON.stringify(due) !== JSON.stringify(task.due);
}

function factOf(event: NewTherapyEvent): JourneyFact | null {
  return event.type === 'fact-recorded' ? event.facts : null;
}
