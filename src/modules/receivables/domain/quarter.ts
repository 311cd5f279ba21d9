import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';

/** Lists the first days of so many quarters up to the one of a day, the oldest first. */
export function listQuarters(today: CalendarDay, count: number): readonly CalendarDay[] {
  const quarters: CalendarDay[] = [];
  let day = beginOf(today);
  while (quarters.length < count) {
    quarters.unshift(day);
    day = beginOf(addDays(day, -1));
  }
  return quarters;
}

function beginOf(day: CalendarDay): CalendarDay {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01` as CalendarDay;
}
