import type { Instant, TimeZone } from '../../../kernel/instant.ts';
import { dayKeyIn, formatDay, formatTime } from '../../../ui/format-time.ts';

const mostNamed = 3;
const weekMilliseconds = 6 * 86_400_000;

/** Sums up what is new: how many facts since when, and the first of them by name. */
export function describeNews(
  sentences: readonly string[],
  since: { readonly at: Instant; readonly now: Instant; readonly timeZone: TimeZone },
): string {
  const named = sentences.slice(0, mostNamed).map((sentence) => sentence.charAt(0).toLowerCase() + sentence.slice(1));
  const rest = sentences.length - named.length;
  return `${sentences.length} new since ${nameMoment(since)}: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function nameMoment(since: { readonly at: Instant; readonly now: Instant; readonly timeZone: TimeZone }): string {
  const { at, now, timeZone } = since;
  if (dayKeyIn(at, timeZone) === dayKeyIn(now, timeZone)) return formatTime(at, timeZone);
  if (Date.parse(now) - Date.parse(at) > weekMilliseconds) return formatDay(at, timeZone);
  return new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone }).format(Date.parse(at));
}
