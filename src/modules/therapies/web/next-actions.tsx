import type { ReactNode, RefObject } from 'react';
import { roles } from '../../../kernel/roles.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { useSession } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { WorkClock } from '../../../ui/work-clock.tsx';
import type { ShownJourney } from './shown-journey.ts';
import classes from './therapy-page.module.css';

type ShownAction = ShownJourney['nextActions'][number];

/** What can be done now, by whom and until when. One key leads to the first that is this person's to do. */
export function NextActions(props: {
  readonly journey: ShownJourney;
  /** Where the modules show the work that is ready. */
  readonly work: RefObject<HTMLElement | null>;
}): ReactNode {
  const { nextActions } = props.journey;
  const mine = useMine(nextActions);
  const goTo = useGoTo();
  const lead = (): void => {
    const control = props.work.current?.querySelector<HTMLElement>('button:not([aria-disabled]), a[href]');
    if (control == null) goTo(`/queues/${mine?.queue ?? 'intake'}`);
    else control.focus();
  };
  useShortcuts(mine === undefined ? [] : [{ keys: 'n', label: mine.label, group: 'This page', run: lead }]);
  if (nextActions.length === 0) return null;
  return (
    <ul className={classes['next']} aria-label="Next">
      {nextActions.map((action) => (
        <li key={action.code} className={classes['nextAction']}>
          <strong>{action.label}</strong>
          {action === mine && <Kbd keys="n" />}
          <span className={classes['soft']}>{action.role}</span>
          {action.dueAt !== null && (
            <WorkClock dueAt={action.dueAt} level={action.level} pausedMinutesLeft={action.pausedMinutesLeft} />
          )}
          {action.blockedBy.length > 0 && <span className={classes['soft']}>held: {action.blockedBy.join(', ')}</span>}
        </li>
      ))}
    </ul>
  );
}

function useMine(actions: readonly ShownAction[]): ShownAction | undefined {
  const own: readonly string[] = useSession().roles.map((role) => roles[role]);
  return actions.find(({ role }) => own.includes(role)) ?? actions[0];
}
