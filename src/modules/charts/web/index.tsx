import { IconFolderHeart } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { chartPermissions } from '../permissions.ts';

/** The pages of charts. */
export const web: ModuleWeb = {
  name: 'charts',
  routes: [
    {
      path: '/launch/$launchId',
      title: 'Opened from the EHR',
      page: lazyPage(() => import('./launch-page.tsx'), 'LaunchPage'),
    },
    {
      path: '/launch-refused/$reason',
      title: 'Not opened',
      frame: 'alone',
      page: lazyPage(() => import('./launch-refused-page.tsx'), 'LaunchRefusedPage'),
    },
    {
      path: '/ehr-charts',
      title: 'EHR charts',
      page: lazyPage(() => import('./charts-page.tsx'), 'ChartsPage'),
    },
  ],
  navigation: [
    {
      label: 'EHR charts',
      path: '/ehr-charts',
      icon: IconFolderHeart,
      order: 823,
      permission: chartPermissions.seeConnections.code,
    },
  ],
  panels: {
    'therapy-panel': [
      {
        order: 18,
        title: 'Notes in the chart',
        permission: chartPermissions.readNotes.code,
        component: lazyPage(() => import('./chart-notes-panel.tsx'), 'ChartNotesPanel'),
      },
    ],
  },
  shortcuts: [],
};
