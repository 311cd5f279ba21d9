import type { Instant, TimeZone } from '../kernel/instant.ts';
import { dayKeyIn } from './format-time.ts';

/** The entries of one local day. */
export interface DayGroup<Entry> {
  readonly dayKey: string;
  readonly first: Entry;
  readonly entries: readonly Entry[];
}

/** Groups entries by their day in a zone, the newest day and within it the newest entry first; ties keep their order. */
export function groupByDay<Entry extends { readonly at: Instant }>(
  entries: readonly Entry[],
  timeZone: TimeZone,
): readonly DayGroup<Entry>[] {
  const sorted = entries.toSorted((left, right) => (left.at === right.at ? 0 : left.at < right.at ? 1 : -1));
  const days = Map.groupBy(sorted, (entry) => dayKeyIn(entry.at, timeZone));
  return [...days].flatMap(([dayKey, members]) => {
    const first = members[0];
    return first === undefined ? [] : [{ dayKey, first, entries: members }];
  });
}
