import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { callEndpoint } from '../../../ui/endpoint-client.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import type { SearchHit } from '../../../ui/module-web.ts';
import * as api from '../api.ts';
import { listSearchCriteria } from '../domain/search-term.ts';
import { readSearchText } from '../domain/search-text.ts';

const mostShown = 8;

/** Finds patients for the command palette by one line of text: name, birth date, phone or number. */
export async function searchForPalette(text: string, signal: AbortSignal): Promise<readonly SearchHit[]> {
  const search = readSearchText(text);
  if (listSearchCriteria(search).length === 0) return [];
  const { patients } = await callEndpoint(api.searchPatients, search, { signal });
  return patients.slice(0, mostShown).map((patient) => ({
    id: patient.patientId,
    label: patient.displayName,
    detail: `Born ${formatCalendarDay(patient.birthDate as CalendarDay)}${patient.city === null ? '' : `, ${patient.city}`}`,
    path: `/patients/${patient.patientId}`,
  }));
}
