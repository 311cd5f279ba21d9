import { IconApiApp } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { programPermissions } from '../permissions.ts';

/** The page of programs. */
export const web: ModuleWeb = {
  name: 'programs',
  routes: [
    { path: '/programs', title: 'Programs', page: lazyPage(() => import('./programs-page.tsx'), 'ProgramsPage') },
  ],
  navigation: [
    {
      label: 'Programs',
      path: '/programs',
      icon: IconApiApp,
      order: 820,
      permission: programPermissions.seePrograms.code,
    },
  ],
  panels: {},
  shortcuts: [{ keys: 'g r', label: 'Go to programs', path: '/programs' }],
};
