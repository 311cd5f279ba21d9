import { parseCalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientSearch } from './search-term.ts';

/**
 * Reads one line of search: a birth date as `3/4/1968` or `1968-03-04`, a phone number of ten digits, a number with a digit as record
 * number or member id, and everything else as words of the name.
 */
export function readSearchText(text: string): PatientSearch {
  const search: { -readonly [Key in keyof PatientSearch]: PatientSearch[Key] } = {};
  const phone = /(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]\d{4}|\b\d{10}\b/.exec(text);
  if (phone !== null) search.phone = phone[0];
  const words: string[] = [];
  for (const part of (phone === null ? text : text.replace(phone[0], ' '))
    .split(/[\s,;]+/)
    .filter((word) => word !== '')) {
    const birthDate = readBirthDate(part);
    if (birthDate !== null) search.birthDate = birthDate;
    else if (/\d/.test(part)) search.recordNumber = part;
    else words.push(part);
  }
  if (words.length > 0) search.name = words.join(' ');
  return search;
}

function readBirthDate(text: string) {
  const american = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (american === null) return parseCalendarDay(text);
  const [, month = '', day = '', year = ''] = american;
  return parseCalendarDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
