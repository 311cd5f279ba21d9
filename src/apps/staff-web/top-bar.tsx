import { ActionIcon } from '@mantine/core';
import { IconKeyboard, IconLock, IconLogout, IconPlugConnectedX, IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SiteId } from '../../kernel/ids.ts';
import { roles } from '../../kernel/roles.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useLineState } from '../../ui/live-updates.ts';
import { PageLink } from '../../ui/page-link.tsx';
import { useSession } from '../../ui/session.ts';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import classes from './top-bar.module.css';
import type { SessionActions } from './use-session-actions.ts';

/** The bar above every page: where one is, search, and who is signed in. */
export function TopBar(props: {
  readonly actions: SessionActions;
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}): ReactNode {
  return (
    <header className={classes['bar']}>
      <div className={classes['place']}>
        <PageLink to="/" className={classes['product']}>
          Theriac
        </PageLink>
        <SiteSwitcher actions={props.actions} />
      </div>
      <button type="button" className={classes['search']} onClick={props.onSearch}>
        <IconSearch size={15} stroke={1.75} aria-hidden="true" />
        <span className={classes['searchText']}>Search or jump to</span>
        <Kbd keys="/" />
      </button>
      <div className={classes['person']}>
        <LineNotice />
        <ActionIcon aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" onClick={props.onHelp}>
          <IconKeyboard size={18} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
        <ThemeToggle />
        <PersonName />
        <ActionIcon aria-label="Lock" title="Lock (Alt L)" onClick={props.actions.lock}>
          <IconLock size={17} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon aria-label="Sign out" title="Sign out" onClick={props.actions.signOut}>
          <IconLogout size={17} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </div>
    </header>
  );
}

function SiteSwitcher(props: { readonly actions: SessionActions }): ReactNode {
  const { tenantName, sites, currentSite } = useSession();
  return (
    <div className={classes['site']}>
      <span className={classes['tenant']}>{tenantName}</span>
      {sites.length === 1 ? (
        <span>{currentSite.name}</span>
      ) : (
        <select
          className={classes['sites']}
          aria-label="Site"
          value={currentSite.siteId}
          disabled={props.actions.isMoving}
          onChange={(event) => props.actions.moveTo(event.currentTarget.value as SiteId)}
        >
          {sites.map((site) => (
            <option key={site.siteId} value={site.siteId}>
              {site.name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

function PersonName(): ReactNode {
  const { staffName, roles: held } = useSession();
  const names = held.map((role) => roles[role]);
  return (
    <div className={classes['who']} title={names.join(', ')}>
      <span className={classes['name']}>{staffName}</span>
      <span className={classes['roles']}>
        {names[0]}
        {names.length > 1 && ` and ${names.length - 1} more`}
      </span>
    </div>
  );
}

/** A quiet word while the line to the server is broken; nothing else changes. */
function LineNotice(): ReactNode {
  const isLost = useLineState() === 'lost';
  return (
    <span role="status" className={classes['lost']} title="What you see may be out of date">
      {isLost && (
        <>
          <IconPlugConnectedX size={15} stroke={1.75} aria-hidden="true" />
          Connection lost
          <span className="for-screen-readers">: what you see may be out of date</span>
        </>
      )}
    </span>
  );
}
