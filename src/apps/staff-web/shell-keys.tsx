import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import type { SearchProvider } from '../../ui/module-web.ts';
import { useGoTo } from '../../ui/page-link.tsx';
import type { PaletteEntry } from '../../ui/palette-entries.ts';
import { useSession } from '../../ui/session.ts';
import { type Shortcut, useActiveShortcuts, useShortcuts } from '../../ui/shortcuts.tsx';
import { moduleWebs } from './module-webs.ts';
import { useNavigationEntries } from './navigation-rail.tsx';

const CommandPalette = lazy(() =>
  import('../../ui/command-palette.tsx').then((file) => ({ default: file.CommandPalette })),
);
const ShortcutsHelp = lazy(() =>
  import('../../ui/shortcuts-help.tsx').then((file) => ({ default: file.ShortcutsHelp })),
);

/** Which of the shell's dialogs is open. */
export type ShellDialog = 'palette' | 'help' | null;

/** The keys that work on every page, and the two dialogs they open. */
export function ShellKeys(props: {
  readonly dialog: ShellDialog;
  readonly onDialog: (dialog: ShellDialog) => void;
  readonly onToggleRail: () => void;
  readonly onLock: () => void;
}): ReactNode {
  const goTo = useGoTo();
  const permitted = useNavigationEntries().map(({ path }) => path);
  const hidden = moduleWebs
    .flatMap(({ navigation }) => navigation.map(({ path }) => path))
    .filter((path) => !permitted.includes(path));
  const close = (): void => props.onDialog(null);
  useShortcuts([
    { keys: '/', label: 'Search or jump to', run: () => props.onDialog('palette') },
    { keys: 'ctrl+k', label: 'Search or jump to', run: () => props.onDialog('palette') },
    { keys: '?', label: 'Keyboard shortcuts', run: () => props.onDialog('help') },
    { keys: '[', label: 'Narrow or widen the navigation', run: props.onToggleRail },
    { keys: 'alt+l', label: 'Lock', run: props.onLock },
    { keys: 'g h', label: 'Go to Home', group: 'Go to', run: () => goTo('/') },
    ...moduleWebs
      .flatMap((module) => module.shortcuts)
      .filter(({ path }) => !hidden.includes(path))
      .map(({ keys, label, path }): Shortcut => ({ keys, label, group: 'Go to', run: () => goTo(path) })),
  ]);
  const entries = usePaletteEntries(goTo);
  const searches = usePermittedSearches();
  return (
    <Suspense>
      {props.dialog === 'palette' && (
        <CommandPalette opened entries={entries} searches={searches} onGo={goTo} onClose={close} />
      )}
      {props.dialog === 'help' && <ShortcutsHelp opened onClose={close} />}
    </Suspense>
  );
}

/** Pages of the navigation first, then what this page can do by a key. */
function usePaletteEntries(goTo: (path: string) => void): readonly PaletteEntry[] {
  const navigation = useNavigationEntries();
  const shortcuts = useActiveShortcuts();
  const pages = navigation.map(({ label, path }) => ({ id: path, label, detail: 'Page', run: () => goTo(path) }));
  const actions = shortcuts
    .filter((shortcut) => shortcut.label !== 'Search or jump to')
    .map(({ keys, label, run }) => ({ id: keys, label, keys, run }));
  return [...pages, ...actions];
}

function usePermittedSearches(): readonly SearchProvider[] {
  const { permissions } = useSession();
  return useMemo(
    () =>
      moduleWebs
        .flatMap((module) => module.searches ?? [])
        .filter((search) => search.permission === undefined || permissions.includes(search.permission)),
    [permissions],
  );
}
