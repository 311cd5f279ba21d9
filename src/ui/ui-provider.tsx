import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { AnnouncementProvider } from './announcements.tsx';
import './styles.css';
import { ShortcutProvider } from './shortcuts.tsx';
import { resolveCssVariables, theme } from './theme.ts';

const colorSchemeManager = localStorageColorSchemeManager({ key: 'theriac-color-scheme' });

/**
 * Gives everything below it the theme, keyboard shortcuts and announcements.
 * @param props `styleNonce` is the nonce of this page's Content-Security-Policy, for the theme's one style element
 */
export function UiProvider(props: { readonly styleNonce: string; readonly children: ReactNode }): ReactNode {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveCssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      getStyleNonce={() => props.styleNonce}
    >
      <ShortcutProvider>
        <AnnouncementProvider>{props.children}</AnnouncementProvider>
      </ShortcutProvider>
    </MantineProvider>
  );
}
