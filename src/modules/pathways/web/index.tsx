import { IconRoute } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { pathwayPermissions } from '../permissions.ts';

const permission = pathwayPermissions.seePathways.code;

/** The pages of pathways. */
export const web: ModuleWeb = {
  name: 'pathways',
  routes: [
    { path: '/pathways', title: 'Pathways', page: lazyPage(() => import('./pathways-page.tsx'), 'PathwaysPage') },
    {
      path: '/pathways/$programme',
      title: 'Pathway',
      page: lazyPage(() => import('./pathway-page.tsx'), 'PathwayPage'),
    },
  ],
  navigation: [{ label: 'Pathways', path: '/pathways', icon: IconRoute, order: 780, permission }],
  panels: {},
  shortcuts: [{ keys: 'g y', label: 'Go to the pathways', path: '/pathways' }],
};
