import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { therapyPermissions } from '../permissions.ts';

/** The therapy page, and where therapies appear on other pages. */
export const web: ModuleWeb = {
  name: 'therapies',
  routes: [
    {
      path: '/therapies/$therapyId',
      title: 'Therapy',
      page: lazyPage(() => import('./therapy-page.tsx'), 'TherapyPage'),
    },
  ],
  navigation: [],
  panels: {
    'patient-panel': [
      {
        order: 10,
        title: 'Therapies',
        permission: therapyPermissions.seeTherapies.code,
        component: lazyPage(() => import('./therapies-panel.tsx'), 'TherapiesPanel'),
      },
    ],
    'therapy-name': [
      {
        order: 10,
        title: 'Therapy',
        permission: therapyPermissions.seeTherapies.code,
        component: lazyPage(() => import('./therapy-name.tsx'), 'TherapyName'),
      },
    ],
    'record-holdings': [
      {
        order: 10,
        title: 'Therapies',
        permission: therapyPermissions.seeTherapies.code,
        component: lazyPage(() => import('./record-therapies.tsx'), 'RecordTherapies'),
      },
    ],
    'pathway-past': [
      {
        order: 10,
        title: 'Past therapies',
        permission: therapyPermissions.tryPathways.code,
        component: lazyPage(() => import('./pathway-past-panel.tsx'), 'PathwayPastPanel'),
      },
    ],
    'pathway-running': [
      {
        order: 10,
        title: 'Running therapies',
        permission: therapyPermissions.tryPathways.code,
        component: lazyPage(() => import('./pathway-running-panel.tsx'), 'PathwayRunningPanel'),
      },
    ],
  },
  shortcuts: [],
  searches: [
    {
      name: 'therapies',
      label: 'Therapies',
      permission: therapyPermissions.seeTherapies.code,
      search: async (text, signal) => (await import('./search-therapies.ts')).searchTherapies(text, signal),
    },
  ],
};
