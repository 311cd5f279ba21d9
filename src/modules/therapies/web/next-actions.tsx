import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { ClockBadge } from '../../../ui/clock-badge.tsx';
import type { ShownJourney } from './shown-journey.ts';
import classes from './therapy-page.module.css';

/** What can be done now, by whom and until when; the first is what moves the stage shown. */
export function NextActions(props: { readonly journey: ShownJourney }): ReactNode {
  const { nextActions } = props.journey;
  if (nextActions.length === 0) return null;
  return (
    <ul className={classes['next']} aria-label="Next">
      {nextActions.map((action) => (
        <li key={action.code}>
          <strong>{action.label}</strong> {action.role}{' '}
          {action.dueAt !== null && <ClockBadge clock={{ kind: 'running', dueAt: action.dueAt as Instant }} />}
        </li>
      ))}
    </ul>
  );
}
