import type { CalendarDay } from '../../../kernel/calendar-day.ts';

/** How a prescriber stands, from what speaks for them to what stands most against a prescription of theirs. */
const prescriberStatuses = ['active', 'inactive', 'deceased', 'sanctioned'] as const;
export type PrescriberStatus = (typeof prescriberStatuses)[number];

/** What a source says of a prescriber, from a day on. */
export interface PrescriberStatusFact {
  readonly status: PrescriberStatus;
  readonly from: CalendarDay;
  readonly source: string;
}

/**
 * Finds how a prescriber stood on a day: of each source the newest fact that had begun, and of several sources the one that stands
 * most against, because a directory that calls somebody active does not lift a sanction. Null when no source says anything.
 */
export function findStandingOn(facts: readonly PrescriberStatusFact[], on: CalendarDay): PrescriberStatusFact | null {
  const newest = new Map<string, PrescriberStatusFact>();
  for (const fact of facts) {
    const known = newest.get(fact.source);
    if (fact.from <= on && (known === undefined || known.from < fact.from)) newest.set(fact.source, fact);
  }
  const [gravest] = [...newest.values()].sort(
    (left, right) =>
      prescriberStatuses.indexOf(right.status) - prescriberStatuses.indexOf(left.status) ||
      right.from.localeCompare(left.from),
  );
  return gravest ?? null;
}
