import { IconFileExport } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { portabilityPermissions } from '../permissions.ts';

/** The page of exports, and the way to one from the page of a patient. */
export const web: ModuleWeb = {
  name: 'portability',
  routes: [{ path: '/exports', title: 'Exports', page: lazyPage(() => import('./exports-page.tsx'), 'ExportsPage') }],
  navigation: [
    {
      label: 'Exports',
      path: '/exports',
      icon: IconFileExport,
      order: 930,
      permission: portabilityPermissions.seeExports.code,
    },
  ],
  panels: {
    'patient-panel': [
      {
        order: 95,
        title: 'Export of this record',
        permission: portabilityPermissions.exportPatient.code,
        component: lazyPage(() => import('./export-panel.tsx'), 'ExportPanel'),
      },
    ],
  },
  shortcuts: [],
};
