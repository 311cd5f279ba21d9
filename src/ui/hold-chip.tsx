import { IconHandStop, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Instant } from '../kernel/instant.ts';
import { formatDuration } from './format-duration.ts';
import { formatMomentInFull } from './format-time.ts';
import classes from './hold-chip.module.css';
import { useNow } from './now.ts';
import { useSiteTimeZone } from './session.ts';

/** A hold that blocks the fill: its name, how long it has stood, and a lock where nobody may override it. */
export function HoldChip(props: {
  readonly name: string;
  readonly since: Instant;
  readonly canBeOverridden: boolean;
  readonly onOpen?: () => void;
}): ReactNode {
  const now = useNow();
  const timeZone = useSiteTimeZone();
  const Icon = props.canBeOverridden ? IconHandStop : IconLock;
  const content = (
    <>
      <Icon size={13} stroke={2} aria-hidden="true" />
      <span>{props.name}</span>
      <span className={classes['age']} title={`since ${formatMomentInFull(props.since, timeZone)}`}>
        {formatDuration(Date.parse(now) - Date.parse(props.since))}
      </span>
      {!props.canBeOverridden && <span className="for-screen-readers">, cannot be overridden</span>}
    </>
  );
  if (props.onOpen === undefined) return <span className={classes['chip']}>{content}</span>;
  return (
    <button type="button" className={classes['chip']} onClick={props.onOpen}>
      {content}
    </button>
  );
}
