import { IconUserSearch } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { prospectPermissions } from '../permissions.ts';

/** Patients before their prescription. */
export const web: ModuleWeb = {
  name: 'prospects',
  routes: [
    {
      path: '/prospects',
      title: 'Prospective patients',
      page: lazyPage(() => import('./prospects-page.tsx'), 'ProspectsPage'),
    },
  ],
  navigation: [
    {
      label: 'Prospective patients',
      path: '/prospects',
      icon: IconUserSearch,
      order: 95,
      permission: prospectPermissions.seeProspects.code,
    },
  ],
  panels: {},
  shortcuts: [{ keys: 'g v', label: 'Go to prospective patients', path: '/prospects' }],
};
