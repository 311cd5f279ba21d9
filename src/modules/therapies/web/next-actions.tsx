import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { type Role, roles } from '../../../kernel/roles.ts';
import { ClockBadge } from '../../../ui/clock-badge.tsx';
import classes from './therapy-page.module.css';
import type { ShownJourney } from './therapy-page.tsx';

/** What can be done next, by whom and until when; what still stands before it is said too. */
export function NextActions(props: { readonly journey: ShownJourney }): ReactNode {
  const { nextActions } = props.journey;
  if (nextActions.length === 0) return null;
  return (
    <ul className={classes['next']} aria-label="Next">
      {nextActions.map((action) => (
        <li key={action.code}>
          <strong>{action.label}</strong> {roles[action.role as Role] ?? action.role}{' '}
          {action.dueAt !== null && <ClockBadge clock={{ kind: 'running', dueAt: action.dueAt as Instant }} />}
        </li>
      ))}
    </ul>
  );
}
