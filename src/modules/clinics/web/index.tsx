import { IconStethoscope } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { clinicPermissions } from '../permissions.ts';

/** The clinics of the health system. */
export const web: ModuleWeb = {
  name: 'clinics',
  routes: [{ path: '/clinics', title: 'Clinics', page: lazyPage(() => import('./clinics-page.tsx'), 'ClinicsPage') }],
  navigation: [
    {
      label: 'Clinics',
      path: '/clinics',
      icon: IconStethoscope,
      order: 815,
      permission: clinicPermissions.seeClinics.code,
    },
  ],
  panels: {},
  shortcuts: [],
};
