import { type CalendarDay, parseCalendarDay } from './calendar-day.ts';
import { hasErrors, type Problem, type Reading } from './problem.ts';

/** The members of a JSON object. */
export type Members = Readonly<Record<string, unknown>>;

/** Notes what is wrong with a place, and returns null in place of the value. */
export type Report = (code: string, where: string, text: string) => null;

/** Reads a JSON value of facts; the message is null once a problem was reported. */
export function readFacts<Facts>(compose: (report: Report) => Facts | null): Reading<Facts> {
  const problems: Problem[] = [];
  const facts = compose((code, where, text) => {
    problems.push({ code, where, severity: 'error', text });
    return null;
  });
  return { message: hasErrors(problems) ? null : facts, problems };
}

/** Reads an object and reports every key that is not known. */
export function readMembers(value: unknown, where: string, known: readonly string[], report: Report): Members | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return report(value === undefined ? 'missing' : 'wrong-type', where, 'An object is expected here.');
  }
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) report('unknown-key', `${where}.${key}`, `Known here: ${known.join(', ')}.`);
  }
  return value as Members;
}

/** Reads a list; one that is absent is empty. */
export function readList(value: unknown, where: string, report: Report): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  report('wrong-type', where, 'A list is expected here.');
  return [];
}

/** Reads text. */
export function readText(value: unknown, where: string, report: Report): string | null {
  if (typeof value === 'string') return value;
  return report(value === undefined ? 'missing' : 'wrong-type', where, 'Text is expected here.');
}

/** Reads text that says something. */
export function readWord(value: unknown, where: string, report: Report): string | null {
  const text = readText(value, where, report);
  return text !== null && text.trim() === ''
    ? report('empty', where, 'Text is expected here, not an empty one.')
    : text;
}

/** Reads a day of the calendar written `YYYY-MM-DD`, of the years in which anything here can happen. */
export function readDay(value: unknown, where: string, report: Report): CalendarDay | null {
  const text = readText(value, where, report);
  if (text === null) return null;
  const day = /^(?:19|20|21)/.test(text) ? parseCalendarDay(text) : null;
  return day ?? report('not-a-date', where, 'A date is written YYYY-MM-DD and exists between 1900 and 2199.');
}

/** Reads a whole number within limits. */
export function readWhole(
  value: unknown,
  where: string,
  limits: { readonly from: number; readonly to: number },
  report: Report,
): number | null {
  const { from, to } = limits;
  if (value === undefined) return report('missing', where, 'A whole number is expected here.');
  if (!Number.isSafeInteger(value)) return report('wrong-type', where, 'A whole number is expected here.');
  const whole = Number(value);
  return whole >= from && whole <= to
    ? whole
    : report('out-of-range', where, `The number lies between ${from} and ${to}.`);
}

/** Tells whether a value is left out or null. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** Reports each item of a list whose id was there before. */
export function refuseRepeatedIds(
  items: readonly ({ readonly id: string } | null)[],
  where: string,
  report: Report,
): void {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    if (item === null) return;
    if (seen.has(item.id)) report('repeated', `${where}[${index}].id`, 'This id stands in the list already.');
    seen.add(item.id);
  });
}
