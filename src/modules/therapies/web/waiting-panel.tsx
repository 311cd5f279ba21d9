import { type ReactNode, useState } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { therapyPermissions } from '../permissions.ts';
import { DialogButton } from './dialog-button.tsx';
import { RowButton } from './row-button.tsx';
import type { ShownJourney } from './shown-journey.ts';
import classes from './therapy-page.module.css';
import { EndWaitDialog, StartWaitDialog } from './wait-dialogs.tsx';

/** For whom the therapy waits, which stops the clock, and the work that is open in the queues. */
export function WaitingPanel(props: { readonly journey: ShownJourney; readonly canAct: boolean }): ReactNode {
  const { journey } = props;
  const mayEnd = useHasPermission(therapyPermissions.recordWaits.code) && props.canAct;
  const [ending, setEnding] = useState<ShownJourney['waits'][number] | null>(null);
  return (
    <Panel
      title="Open work and waits"
      aside={
        props.canAct &&
        journey.therapy.ended === null && (
          <DialogButton
            journey={journey}
            label="Record a wait"
            keys="t w"
            permission={therapyPermissions.recordWaits.code}
            dialog={StartWaitDialog}
          />
        )
      }
    >
      {journey.waits.length + journey.openWork.length === 0 && <EmptyState title="Nothing is open" />}
      <ul className={classes['list']}>
        {journey.waits.map((wait) => (
          <li key={`${wait.reason} ${wait.since}`} className={classes['hold']}>
            <StatusBadge tone="waiting">{wait.label}</StatusBadge>
            <span className={classes['holdWords']}>
              since <Moment at={wait.since as Instant} />
            </span>
            {mayEnd && wait.isDeclared && <RowButton label="End" onPress={() => setEnding(wait)} />}
          </li>
        ))}
        {journey.openWork.map((item) => (
          <li key={item.itemId} className={classes['hold']}>
            <PageLink to={`/queues/${item.queue}`}>{item.queueLabel}</PageLink>
            <span className={classes['holdWords']}>
              due <Moment at={item.dueAt as Instant} />
              {item.takenBy === null ? '' : `, taken by ${item.takenBy}`}
            </span>
          </li>
        ))}
      </ul>
      {ending !== null && <EndWaitDialog journey={journey} wait={ending} onClose={() => setEnding(null)} />}
    </Panel>
  );
}
