import { IconId, IconUsersGroup } from '@tabler/icons-react';
import { lazy } from 'react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { federationPermissions } from '../permissions.ts';

const SignInWays = lazy(() => import('./sign-in-ways.tsx').then((file) => ({ default: file.SignInWays })));

/** The pages of federation. */
export const web: ModuleWeb = {
  name: 'federation',
  routes: [
    {
      path: '/sign-in/finish',
      title: 'Sign in',
      frame: 'alone',
      page: lazyPage(() => import('./finish-page.tsx'), 'FinishPage'),
    },
    {
      path: '/identity-providers',
      title: 'Identity providers',
      page: lazyPage(() => import('./providers-page.tsx'), 'ProvidersPage'),
    },
    {
      path: '/directory-groups',
      title: 'Directory groups',
      page: lazyPage(() => import('./groups-page.tsx'), 'GroupsPage'),
    },
  ],
  navigation: [
    {
      label: 'Identity providers',
      path: '/identity-providers',
      icon: IconId,
      order: 822,
      permission: federationPermissions.seeProviders.code,
    },
    {
      label: 'Directory groups',
      path: '/directory-groups',
      icon: IconUsersGroup,
      order: 824,
      permission: federationPermissions.seeProviders.code,
    },
  ],
  panels: { 'sign-in-way': [{ order: 10, title: 'Identity providers', component: SignInWays }] },
  shortcuts: [{ keys: 'g d', label: 'Go to identity providers', path: '/identity-providers' }],
};
