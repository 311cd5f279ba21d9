import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { Timeline, type TimelineCategory, type TimelineEntry } from '../../../ui/timeline.tsx';
import type { ShownJourney } from './shown-journey.ts';
import { nameSource, pathOfSource, type Source } from './source-panel.tsx';

type JourneyEntry = ShownJourney['timeline'][number];

const lateMilliseconds = 3_600_000;

/** What kind of fact a code is, by the module that told it; the therapy's own codes are told apart by their words. */
const categories: readonly (readonly [RegExp, TimelineCategory])[] = [
  [/^therapies\.hold-/, 'hold'],
  [/^therapies\.wait-/, 'contact'],
  [/^clinical\.refill-call/, 'contact'],
  [/^therapies\./, 'stage'],
  [/^access\.enrolment/, 'contact'],
  [/^(access|claims)\./, 'claim'],
  [/^clinical\./, 'clinical'],
  [/^dispensing\./, 'dispensing'],
  [/^delivery\./, 'delivery'],
  [/^(prescriptions|documents)\./, 'document'],
];

/** Everything that happened to a therapy, newest first; each fact opens what it came from. */
export function JourneyTimeline(props: {
  readonly entries: readonly JourneyEntry[];
  readonly onOpen: (source: Source) => void;
}): ReactNode {
  const goTo = useGoTo();
  if (props.entries.length === 0) return <EmptyState title="Nothing happened yet" />;
  const open = (source: Source): void => {
    const path = pathOfSource(source);
    if (path === null) props.onOpen(source);
    else goTo(path);
  };
  return <Timeline entries={props.entries.toReversed().map((entry) => toEntry(entry, open))} />;
}

function toEntry(entry: JourneyEntry, open: (source: Source) => void): TimelineEntry {
  const { source } = entry;
  const label = nameSource(source);
  const isLate = Date.parse(entry.recordedAt) - Date.parse(entry.occurredAt) > lateMilliseconds;
  const details = [entry.detail, entry.note, isLate ? 'recorded later' : null].filter((text) => text !== null);
  const isMessage = source?.kind === 'raw-message';
  return {
    id: String(entry.sequence),
    at: entry.occurredAt as Instant,
    category: isMessage ? 'message' : (categories.find(([pattern]) => pattern.test(entry.code))?.[1] ?? 'system'),
    title: entry.sentence,
    actor: entry.actor,
    tone: entry.tone,
    ...(details.length === 0 ? {} : { detail: details.join('. ') }),
    ...(source === null || label === null ? {} : { source: { label, onOpen: () => open(source) } }),
  };
}
