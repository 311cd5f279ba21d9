import {
  IconArrowsExchange,
  IconCoin,
  IconFileText,
  IconHandStop,
  IconMessage2,
  IconPill,
  IconRoute,
  IconSettings,
  IconStethoscope,
  IconTruckDelivery,
  IconUserCheck,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Instant } from '../kernel/instant.ts';
import { formatDayHeading } from './format-time.ts';
import { Moment } from './moment.tsx';
import { useSiteTimeZone } from './session.ts';
import classes from './timeline.module.css';
import { groupByDay } from './timeline-days.ts';
import type { Tone } from './tone.tsx';

const icons = {
  message: IconArrowsExchange,
  document: IconFileText,
  contact: IconMessage2,
  clinical: IconStethoscope,
  claim: IconCoin,
  dispensing: IconPill,
  delivery: IconTruckDelivery,
  hold: IconHandStop,
  stage: IconRoute,
  person: IconUserCheck,
  system: IconSettings,
} as const;

/** What kind of fact an entry is; each has its own icon. */
export type TimelineCategory = keyof typeof icons;

/** One fact. The label of its source says what opens, such as `HL7 message` or `Denial letter`. */
export interface TimelineEntry {
  readonly id: string;
  readonly at: Instant;
  readonly category: TimelineCategory;
  readonly title: string;
  readonly detail?: string;
  readonly actor?: string;
  readonly tone?: Tone;
  /** Told since this person last looked. */
  readonly isNew?: boolean;
  readonly source?: { readonly label: string; readonly onOpen: () => void };
}

/** Returns the id of the line of an entry in the page, so that it can be led to. */
export function lineIdOf(entryId: string): string {
  return `fact-${entryId}`;
}

/** Shows what happened, the newest day first; each entry opens the message or document it comes from. */
export function Timeline(props: { readonly entries: readonly TimelineEntry[] }): ReactNode {
  const timeZone = useSiteTimeZone();
  return (
    <div className={classes['timeline']}>
      {groupByDay(props.entries, timeZone).map((day) => (
        <section key={day.dayKey}>
          <h3 className={classes['day']}>{formatDayHeading(day.first.at, timeZone)}</h3>
          <ol>
            {day.entries.map((entry) => (
              <TimelineLine key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function TimelineLine(props: { readonly entry: TimelineEntry }): ReactNode {
  const { entry } = props;
  const Icon = icons[entry.category];
  return (
    <li
      id={lineIdOf(entry.id)}
      tabIndex={-1}
      className={classes['entry']}
      data-tone={entry.tone ?? 'neutral'}
      data-new={entry.isNew === true || undefined}
    >
      <span className={classes['time']}>
        <Moment at={entry.at} show="time" />
      </span>
      <span className={classes['icon']}>
        <Icon size={14} stroke={1.75} aria-hidden="true" />
      </span>
      <div className={classes['text']}>
        <p className={classes['title']}>
          {entry.isNew === true && <span className={classes['new']}>New</span>}
          {entry.title}
        </p>
        {(entry.detail !== undefined || entry.actor !== undefined) && (
          <p className={classes['detail']}>
            {[entry.detail, entry.actor].filter((part) => part !== undefined).join(' · ')}
          </p>
        )}
      </div>
      {entry.source !== undefined && (
        <button type="button" className={classes['source']} onClick={entry.source.onOpen}>
          {entry.source.label}
          <span className="for-screen-readers"> of: {entry.title}</span>
        </button>
      )}
    </li>
  );
}
