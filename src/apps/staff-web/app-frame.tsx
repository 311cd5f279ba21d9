import { Outlet, useMatches } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { SessionGateProvider } from './session-gate-provider.tsx';

/** What stands around every page, with a session or without: the tab's title and the dialogs that ask who is there. */
export function AppFrame(): ReactNode {
  const title = useMatches({ select: (matches) => matches.at(-1)?.staticData.title });
  useEffect(() => {
    document.title = title === undefined ? 'Theriac' : `${title} · Theriac`;
  }, [title]);
  return (
    <SessionGateProvider>
      <Outlet />
    </SessionGateProvider>
  );
}
