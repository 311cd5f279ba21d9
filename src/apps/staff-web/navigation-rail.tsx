import { ActionIcon } from '@mantine/core';
import { IconHome, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { NavigationEntry } from '../../ui/module-web.ts';
import { PageLink, useCurrentPath } from '../../ui/page-link.tsx';
import { useSession } from '../../ui/session.ts';
import { moduleWebs } from './module-webs.ts';
import classes from './navigation-rail.module.css';

const widthStorageKey = 'theriac-rail';
const widestTablet = '(max-width: 1099px)';

const groupBounds = [200, 700];

const home: NavigationEntry = { label: 'Home', path: '/', icon: IconHome, order: 0 };

/** Returns the entries that this person may see, in their order. */
export function useNavigationEntries(): readonly NavigationEntry[] {
  const { permissions } = useSession();
  return [home, ...moduleWebs.flatMap((module) => module.navigation)]
    .filter((entry) => entry.permission === undefined || permissions.includes(entry.permission))
    .sort((left, right) => left.order - right.order);
}

/** Returns the width of the rail and the function that changes it; a tablet begins narrow, a choice is kept. */
export function useRailWidth(): readonly ['wide' | 'narrow', () => void] {
  const [width, setWidth] = useState(readRailWidth);
  const toggle = (): void => {
    const next = width === 'wide' ? 'narrow' : 'wide';
    localStorage.setItem(widthStorageKey, next);
    setWidth(next);
  };
  return [width, toggle];
}

/** The main navigation at the left. Narrow, it shows icons with their names on hover and to screen readers. */
export function NavigationRail(props: { readonly width: 'wide' | 'narrow'; readonly onToggle: () => void }): ReactNode {
  const entries = useNavigationEntries();
  const path = useCurrentPath();
  const isNarrow = props.width === 'narrow';
  const Toggle = isNarrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className={classes['rail']} aria-label="Main" data-width={props.width}>
      <ul className={classes['entries']}>
        {entries.map((entry, index) => (
          <li
            key={entry.path}
            data-current={isAt(path, entry.path) || undefined}
            data-begins={beginsGroup(entries[index - 1], entry) || undefined}
            className={classes['entry']}
          >
            <PageLink to={entry.path} className={classes['link']} title={isNarrow ? entry.label : undefined}>
              <entry.icon size={18} stroke={1.75} />
              <span className={isNarrow ? 'for-screen-readers' : classes['label']}>{entry.label}</span>
            </PageLink>
          </li>
        ))}
      </ul>
      <ActionIcon
        className={classes['toggle'] ?? ''}
        onClick={props.onToggle}
        aria-label={isNarrow ? 'Widen the navigation' : 'Narrow the navigation'}
        aria-expanded={!isNarrow}
      >
        <Toggle size={18} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </nav>
  );
}

/** Work comes first, then patients and goods, then what runs the pharmacy; a line stands between them. */
function beginsGroup(before: NavigationEntry | undefined, entry: NavigationEntry): boolean {
  return before !== undefined && groupBounds.some((bound) => before.order < bound && entry.order >= bound);
}

function isAt(path: string, entryPath: string): boolean {
  return entryPath === '/' ? path === '/' : path === entryPath || path.startsWith(`${entryPath}/`);
}

function readRailWidth(): 'wide' | 'narrow' {
  const kept = localStorage.getItem(widthStorageKey);
  if (kept === 'wide' || kept === 'narrow') return kept;
  return window.matchMedia(widestTablet).matches ? 'narrow' : 'wide';
}
