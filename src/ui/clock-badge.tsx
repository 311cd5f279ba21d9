import { IconClock, IconClockExclamation, IconClockPause } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Clock, computeClockFace } from './clock.ts';
import classes from './clock-badge.module.css';
import { formatMomentInFull } from './format-time.ts';
import { useNow } from './now.ts';
import { useSiteTimeZone } from './session.ts';

const fourHoursMilliseconds = 4 * 3_600_000;

/** Shows a clock: time left, overdue, paused or stopped; hovering names the instant at which it is due. */
export function ClockBadge(props: { readonly clock: Clock; readonly dueSoonMilliseconds?: number }): ReactNode {
  const now = useNow();
  const timeZone = useSiteTimeZone();
  const { clock } = props;
  const face = computeClockFace(clock, now, props.dueSoonMilliseconds ?? fourHoursMilliseconds);
  const Icon = clock.kind === 'paused' ? IconClockPause : face.tone === 'blocked' ? IconClockExclamation : IconClock;
  const title = clock.kind === 'running' ? `due ${formatMomentInFull(clock.dueAt, timeZone)}` : face.words;
  return (
    <span className={classes['clock']} data-tone={face.tone} title={title}>
      <Icon size={14} stroke={2} aria-hidden="true" />
      <span aria-hidden="true">{face.text}</span>
      <span className="for-screen-readers">{face.words}</span>
    </span>
  );
}
