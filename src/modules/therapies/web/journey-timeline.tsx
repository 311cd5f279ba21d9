import { type ReactNode, type Ref, useState } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterToggles } from '../../../ui/filter-toggles.tsx';
import { focusPanel } from '../../../ui/panel-focus.ts';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { Timeline, type TimelineCategory, type TimelineEntry } from '../../../ui/timeline.tsx';
import { type FactKind, factKindCodes, factKinds } from '../domain/fact-kind.ts';
import type { ShownJourney } from './shown-journey.ts';
import { nameSource, panelOfSource, type Source } from './source-panel.tsx';
import classes from './therapy-page.module.css';

type JourneyEntry = ShownJourney['timeline'][number];

const lateMilliseconds = 3_600_000;

/** What kind of fact a code is, by the module that told it; the therapy's own codes are told apart by their words. */
const categories: readonly (readonly [RegExp, TimelineCategory])[] = [
  [/^therapies\.hold-/, 'hold'],
  [/^therapies\.(wait-|note-)/, 'contact'],
  [/^clinical\.refill-call/, 'contact'],
  [/^therapies\./, 'stage'],
  [/^access\.enrolment/, 'contact'],
  [/^(access|claims)\./, 'claim'],
  [/^clinical\./, 'clinical'],
  [/^dispensing\./, 'dispensing'],
  [/^delivery\./, 'delivery'],
  [/^(prescriptions|documents)\./, 'document'],
];

/** Everything that happened to a therapy, newest first, by thread; each fact opens what it came from. */
export function JourneyTimeline(props: {
  readonly journey: ShownJourney;
  readonly shown: readonly FactKind[];
  readonly onShow: (kinds: readonly FactKind[]) => void;
  readonly onOpen: (source: Source) => void;
  readonly filterRef: Ref<HTMLButtonElement>;
}): ReactNode {
  const { shown, journey } = props;
  const [corrected, setCorrected] = useState<JourneyEntry | null>(null);
  const entries = journey.timeline;
  const kept = shown.length === 0 ? entries : entries.filter(({ kind }) => shown.includes(kind));
  const open = (source: Source): void => {
    const panel = panelOfSource(source);
    if (panel === null || !focusPanel(panel)) props.onOpen(source);
  };
  const replaced = new Set(entries.flatMap(({ corrects }) => (corrects === null ? [] : [corrects])));
  return (
    <div className={classes['timeline']}>
      <FilterToggles
        label="Show of what happened"
        firstRef={props.filterRef}
        toggles={factKindCodes.map((code) => ({
          code,
          label: factKinds[code],
          count: entries.filter(({ kind }) => kind === code).length,
        }))}
        pressed={shown}
        onChange={props.onShow}
      />
      {kept.length === 0 ? (
        <EmptyState title="Nothing of this kind happened yet" />
      ) : (
        <Timeline
          entries={kept.toReversed().map((entry) => toEntry(entry, { replaced, open, correct: setCorrected }))}
        />
      )}
      {corrected !== null && (
        <PanelSlotView
          slot="note-correction"
          therapyId={journey.therapy.therapyId as TherapyId}
          corrected={{ sequence: corrected.sequence, text: corrected.note ?? '' }}
          onClose={() => setCorrected(null)}
        />
      )}
    </div>
  );
}

interface EntryActions {
  readonly replaced: ReadonlySet<number>;
  readonly open: (source: Source) => void;
  readonly correct: (entry: JourneyEntry) => void;
}

function toEntry(entry: JourneyEntry, actions: EntryActions): TimelineEntry {
  const isLate = Date.parse(entry.recordedAt) - Date.parse(entry.occurredAt) > lateMilliseconds;
  const isNote = entry.code === 'therapies.note-written';
  const details = [
    entry.detail,
    isNote ? null : entry.note,
    entry.corrects === null ? null : 'Corrects an earlier note',
    actions.replaced.has(entry.sequence) ? 'Corrected by a later note' : null,
    isLate ? 'recorded later' : null,
  ].filter((text) => text !== null);
  const isMessage = entry.source?.kind === 'raw-message';
  const source = toLink(entry, actions);
  return {
    id: String(entry.sequence),
    at: entry.occurredAt as Instant,
    category: isMessage ? 'message' : (categories.find(([pattern]) => pattern.test(entry.code))?.[1] ?? 'system'),
    title: isNote ? (entry.note ?? entry.sentence) : entry.sentence,
    actor: entry.actor,
    tone: entry.tone,
    isNew: entry.isNew,
    ...(details.length === 0 ? {} : { detail: details.join(' · ') }),
    ...(source === null ? {} : { source }),
  };
}

function toLink(entry: JourneyEntry, actions: EntryActions): NonNullable<TimelineEntry['source']> | null {
  if (entry.code === 'therapies.note-written' && entry.isOwn && !actions.replaced.has(entry.sequence)) {
    return { label: 'Correct', onOpen: () => actions.correct(entry) };
  }
  const { fillId } = entry;
  const source = entry.source === null ? null : { ...entry.source, fillId };
  const label = nameSource(source);
  return source === null || label === null ? null : { label, onOpen: () => actions.open(source) };
}
