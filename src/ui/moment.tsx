import type { ReactNode } from 'react';
import type { Instant } from '../kernel/instant.ts';
import { formatDay, formatDayTime, formatMomentInFull, formatTime } from './format-time.ts';
import { useNow } from './now.ts';
import { useSiteTimeZone } from './session.ts';

/** Shows an instant in the current site's zone; hovering names day, seconds and zone in full. */
export function Moment(props: { readonly at: Instant; readonly show?: 'day-time' | 'day' | 'time' }): ReactNode {
  const timeZone = useSiteTimeZone();
  const now = useNow();
  const texts = {
    'day-time': () => formatDayTime(props.at, { timeZone, now }),
    day: () => formatDay(props.at, timeZone),
    time: () => formatTime(props.at, timeZone),
  };
  return (
    <time dateTime={props.at} title={formatMomentInFull(props.at, timeZone)} className="moment">
      {texts[props.show ?? 'day-time']()}
    </time>
  );
}
