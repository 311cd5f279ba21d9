import { Button, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { formatDayTime } from '../../../ui/format-time.ts';
import { useNow } from '../../../ui/now.ts';
import { useSiteTimeZone } from '../../../ui/session.ts';
import type { ShownJourney } from './shown-journey.ts';
import classes from './therapy-page.module.css';

/** Shows the therapy as it stood after any of the facts that are known of it. */
export function AsOfControl(props: {
  readonly journey: ShownJourney;
  readonly asOf: Instant | null;
  readonly onChange: (asOf: Instant | null) => void;
}): ReactNode {
  const timeZone = useSiteTimeZone();
  const now = useNow();
  const instants = [...new Set(props.journey.timeline.map((entry) => entry.recordedAt as Instant))].sort().reverse();
  const shown = props.asOf === null || instants.includes(props.asOf) ? instants : [props.asOf, ...instants];
  return (
    <span className={classes['asOf']}>
      <NativeSelect
        size="xs"
        aria-label="Show the therapy as it stood"
        value={props.asOf ?? ''}
        onChange={(event) =>
          props.onChange(event.currentTarget.value === '' ? null : (event.currentTarget.value as Instant))
        }
        data={[
          { value: '', label: 'As of now' },
          ...shown.map((instant) => ({ value: instant, label: formatDayTime(instant, { timeZone, now }) })),
        ]}
      />
      {props.asOf !== null && (
        <Button size="xs" variant="default" onClick={() => props.onChange(null)}>
          Back to now
        </Button>
      )}
    </span>
  );
}
