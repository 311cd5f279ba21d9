import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { formatDayTime } from '../../../ui/format-time.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { useNow } from '../../../ui/now.ts';
import { useSiteTimeZone } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import type { ShownJourney } from './shown-journey.ts';
import classes from './therapy-page.module.css';

/**
 * Goes through the therapy by the instants at which something was recorded; the last place is now. Arrows go from one to the
 * next, Home and End to the ends, as in any slider; two keys do the same from anywhere on the page.
 */
export function AsOfSlider(props: {
  readonly journey: ShownJourney;
  readonly asOf: Instant | null;
  readonly onChange: (asOf: Instant | null) => void;
}): ReactNode {
  const timeZone = useSiteTimeZone();
  const now = useNow();
  const { instants } = props.journey;
  const last = instants.length;
  const place = props.asOf === null ? last : Math.max(0, instants.indexOf(props.asOf));
  const moveTo = (next: number): void =>
    props.onChange((instants[Math.min(Math.max(next, 0), last)] as Instant | undefined) ?? null);
  useShortcuts([
    { keys: '[', label: 'One event earlier', group: 'This page', run: () => moveTo(place - 1) },
    { keys: ']', label: 'One event later', group: 'This page', run: () => moveTo(place + 1) },
  ]);
  const words =
    props.asOf === null
      ? 'As of now'
      : `As of ${formatDayTime(props.asOf, { timeZone, now })}, ${place + 1} of ${last}`;
  return (
    <div className={classes['asOf']}>
      <Kbd keys="[" />
      <input
        type="range"
        className={classes['slider']}
        aria-label="Show the therapy as it stood"
        aria-valuetext={words}
        min={0}
        max={last}
        value={place}
        onChange={(event) => moveTo(Number(event.currentTarget.value))}
      />
      <Kbd keys="]" />
      <output className={classes['moment']}>{words}</output>
      {props.asOf !== null && (
        <Button size="compact-xs" variant="default" onClick={() => props.onChange(null)}>
          Back to now
        </Button>
      )}
    </div>
  );
}
