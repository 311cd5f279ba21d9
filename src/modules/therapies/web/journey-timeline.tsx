import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { Timeline, type TimelineCategory, type TimelineEntry } from '../../../ui/timeline.tsx';
import type { ShownJourney } from './therapy-page.tsx';

type JourneyEntry = ShownJourney['timeline'][number];

/** Where the source of a fact opens, and what it is called; a source of another kind has no page of its own. */
const sources: Readonly<Record<string, { readonly label: string; readonly path: string }>> = {
  'raw-message': { label: 'Message', path: '/messages/' },
  prescription: { label: 'Prescription', path: '/intake/' },
  fill: { label: 'Fill', path: '/fills/' },
};

const categories: readonly (readonly [RegExp, TimelineCategory])[] = [
  [/hold/, 'hold'],
  [/wait|contact|enrol|call/, 'contact'],
  [/claim|cost|benefit|authorization|assistance/, 'claim'],
  [/clinical|verified|review|monitor|start/, 'clinical'],
  [/fill|dispens|product/, 'dispensing'],
  [/deliver|ship/, 'delivery'],
  [/prescription|order/, 'document'],
];

/** Everything that happened to a therapy, newest first; each fact opens what it came from. */
export function JourneyTimeline(props: { readonly entries: readonly JourneyEntry[] }): ReactNode {
  const goTo = useGoTo();
  if (props.entries.length === 0) return <EmptyState title="Nothing happened yet" />;
  return <Timeline entries={props.entries.map((entry) => toEntry(entry, goTo))} />;
}

function toEntry(entry: JourneyEntry, goTo: (path: string) => void): TimelineEntry {
  const source = entry.source === null ? undefined : sources[entry.source.kind];
  const detail = [entry.detail, entry.note].filter((text) => text !== null && text !== '').join('. ');
  return {
    id: String(entry.sequence),
    at: entry.occurredAt as Instant,
    category: categories.find(([pattern]) => pattern.test(entry.code))?.[1] ?? 'stage',
    title: entry.sentence,
    actor: entry.actor,
    tone: entry.tone,
    ...(detail === '' ? {} : { detail }),
    ...(source === undefined
      ? {}
      : { source: { label: source.label, onOpen: () => goTo(`${source.path}${entry.source?.id ?? ''}`) } }),
  };
}
