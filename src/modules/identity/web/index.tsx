import { IconUserShield } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';

export { proveByPasskey } from './ask-passkey.ts';

/** The pages of identity. */
export const web: ModuleWeb = {
  name: 'identity',
  routes: [
    {
      path: '/sign-in',
      title: 'Sign in',
      frame: 'alone',
      page: lazyPage(() => import('./sign-in-page.tsx'), 'SignInPage'),
    },
    {
      path: '/account',
      title: 'Your account',
      page: lazyPage(() => import('./account-page.tsx'), 'AccountPage'),
    },
  ],
  navigation: [{ label: 'Your account', path: '/account', icon: IconUserShield, order: 990 }],
  panels: {},
  shortcuts: [],
};
