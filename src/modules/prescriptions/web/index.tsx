import { IconInbox } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { prescriptionPermissions } from '../permissions.ts';

const permission = prescriptionPermissions.readPrescriptions.code;

/** The pages and panels of prescriptions. */
export const web: ModuleWeb = {
  name: 'prescriptions',
  routes: [
    { path: '/intake', title: 'Intake', page: lazyPage(() => import('./intake-page.tsx'), 'IntakePage') },
    {
      path: '/intake/new',
      title: 'Enter a prescription',
      page: lazyPage(() => import('./entry-page.tsx'), 'EntryPage'),
    },
    { path: '/scans/$scanId', title: 'Scan', page: lazyPage(() => import('./scan-page.tsx'), 'ScanPage') },
    {
      path: '/intake/$prescriptionId',
      title: 'Prescription',
      page: lazyPage(() => import('./prescription-page.tsx'), 'PrescriptionPage'),
    },
  ],
  navigation: [{ label: 'Intake', path: '/intake', icon: IconInbox, order: 100, permission }],
  panels: {
    'fact-source': [
      {
        order: 10,
        title: 'Prescription',
        permission,
        component: lazyPage(() => import('./prescription-source.tsx'), 'PrescriptionSource'),
      },
    ],
    'therapy-panel': [
      {
        order: 10,
        title: 'Prescriptions',
        permission,
        component: lazyPage(() => import('./therapy-prescriptions.tsx'), 'TherapyPrescriptions'),
      },
    ],
    'patient-panel': [
      {
        order: 20,
        title: 'Prescriptions',
        permission,
        component: lazyPage(() => import('./patient-prescriptions.tsx'), 'PatientPrescriptions'),
      },
    ],
    'intake-panel': [
      {
        order: 10,
        title: 'Prescription',
        permission: prescriptionPermissions.resolveMatches.code,
        component: lazyPage(() => import('./entry-link.tsx'), 'EntryLink'),
      },
    ],
  },
  shortcuts: [{ keys: 'g i', label: 'Go to intake', path: '/intake' }],
  searches: [
    {
      name: 'prescriptions',
      label: 'Prescriptions',
      permission,
      search: async (text, signal) => (await import('./search-prescriptions.ts')).searchPrescriptions(text, signal),
    },
  ],
};
