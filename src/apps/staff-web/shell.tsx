import { Outlet } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { getSession } from '../../modules/identity/api.ts';
import { AccessBanner } from '../../modules/identity/web/index.tsx';
import { DemoBanner } from '../../ui/demo-banner.tsx';
import { useEndpointQuery } from '../../ui/endpoint-client.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { createBrowserLiveUpdates, LiveUpdatesContext } from '../../ui/live-updates.ts';
import type { Session } from '../../ui/session.ts';
import { SessionContext } from '../../ui/session.ts';
import { presenceCodes } from '../../ui/session-gate.ts';
import { useIdleLock } from './idle-lock.ts';
import { NavigationRail, useRailWidth } from './navigation-rail.tsx';
import { toSession } from './session-source.ts';
import classes from './shell.module.css';
import { ShellKeys } from './shell-keys.tsx';
import { TopBar } from './top-bar.tsx';
import { useSessionActions } from './use-session-actions.ts';

/** The frame of all pages that need a session: rail, top bar, keys, live updates. Nothing is shown before it is known who is there. */
export function Shell(): ReactNode {
  const answer = useEndpointQuery(getSession, {}, { staleMilliseconds: 60_000 });
  if (answer.data !== undefined) return <SignedInShell session={toSession(answer.data)} />;
  if (answer.error === null || answer.error.code === presenceCodes.sessionNeeded) return <ShellOutline />;
  return (
    <ShellOutline>
      <div className={classes['failure']}>
        <FailureNotice failure={answer.error} onRetry={() => void answer.refetch()} />
      </div>
    </ShellOutline>
  );
}

function SignedInShell(props: { readonly session: Session }): ReactNode {
  const { session } = props;
  const [live] = useState(createBrowserLiveUpdates);
  const [width, toggleWidth] = useRailWidth();
  const [dialog, setDialog] = useState<'palette' | 'help' | null>(null);
  const actions = useSessionActions();
  useIdleLock(actions.lock);
  useEffect(() => {
    live.start();
    return live.stop;
  }, [live]);
  return (
    <SessionContext value={session}>
      <LiveUpdatesContext value={live}>
        <div className={classes['shell']} data-rail={width}>
          <a className={classes['skip']} href="#content">
            Skip to the page
          </a>
          <div className={classes['banner']}>
            <DemoBanner demo={session.demo} policyNotices={session.policyNotices} />
            <AccessBanner />
          </div>
          <TopBar actions={actions} onSearch={() => setDialog('palette')} onHelp={() => setDialog('help')} />
          <NavigationRail width={width} onToggle={toggleWidth} />
          <main id="content" className={classes['content']} tabIndex={-1}>
            <Outlet />
          </main>
        </div>
        <ShellKeys dialog={dialog} onDialog={setDialog} onToggleRail={toggleWidth} onLock={actions.lock} />
      </LiveUpdatesContext>
    </SessionContext>
  );
}

/** The empty shell at its final size, so that nothing moves when the session is known. */
function ShellOutline(props: { readonly children?: ReactNode }): ReactNode {
  const [width] = useRailWidth();
  return (
    <div className={classes['shell']} data-rail={width}>
      <div className={classes['outlineBar']} />
      <div className={classes['outlineRail']} />
      <main className={classes['content']}>{props.children}</main>
    </div>
  );
}
