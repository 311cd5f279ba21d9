import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';

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
  ],
  navigation: [],
  panels: {},
  shortcuts: [],
};
