import { IconUsers } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { patientsPermissions } from '../permissions.ts';

const permission = patientsPermissions.seePatients.code;

/** The pages of patients. */
export const web: ModuleWeb = {
  name: 'patients',
  routes: [
    { path: '/patients', title: 'Patients', page: lazyPage(() => import('./patients-page.tsx'), 'PatientsPage') },
    {
      path: '/duplicates',
      title: 'Possible duplicates',
      page: lazyPage(() => import('./duplicates-page.tsx'), 'DuplicatesPage'),
    },
    {
      path: '/duplicates/$patientId/$otherId',
      title: 'Two records',
      page: lazyPage(() => import('./merge-page.tsx'), 'MergePage'),
    },
    {
      path: '/patients/$patientId',
      title: 'Patient',
      page: lazyPage(() => import('./patient-page.tsx'), 'PatientPage'),
    },
  ],
  navigation: [{ label: 'Patients', path: '/patients', icon: IconUsers, order: 200, permission }],
  panels: {
    'patient-name': [
      {
        order: 10,
        title: 'Patient',
        permission,
        component: lazyPage(() => import('./patient-name.tsx'), 'PatientName'),
      },
    ],
  },
  shortcuts: [{ keys: 'g p', label: 'Go to patients', path: '/patients' }],
  searches: [
    {
      name: 'patients',
      label: 'Patients',
      permission,
      search: async (text, signal) => (await import('./palette-search.ts')).searchForPalette(text, signal),
    },
  ],
};
