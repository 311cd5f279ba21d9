import { IconChartBar, IconUserSearch } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { prospectPermissions } from '../permissions.ts';

/** Patients before their prescription, and which share of prescriptions is kept. */
export const web: ModuleWeb = {
  name: 'prospects',
  routes: [
    {
      path: '/prospects',
      title: 'Prospective patients',
      page: lazyPage(() => import('./prospects-page.tsx'), 'ProspectsPage'),
    },
    { path: '/capture', title: 'Capture rate', page: lazyPage(() => import('./capture-page.tsx'), 'CapturePage') },
  ],
  navigation: [
    {
      label: 'Prospects',
      path: '/prospects',
      icon: IconUserSearch,
      order: 95,
      permission: prospectPermissions.seeProspects.code,
    },
    {
      label: 'Capture rate',
      path: '/capture',
      icon: IconChartBar,
      order: 125,
      permission: prospectPermissions.seeCapture.code,
    },
  ],
  panels: {},
  shortcuts: [
    { keys: 'g v', label: 'Go to prospective patients', path: '/prospects' },
    { keys: 'g c', label: 'Go to the capture rate', path: '/capture' },
  ],
};
