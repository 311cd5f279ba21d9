import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { outreachPermissions } from '../permissions.ts';

/** The panels of outreach. */
export const web: ModuleWeb = {
  name: 'outreach',
  routes: [],
  navigation: [],
  panels: {
    'therapy-panel': [
      {
        order: 15,
        title: 'Prescriber',
        permission: outreachPermissions.readPrescriberTalk.code,
        component: lazyPage(() => import('./therapy-prescriber.tsx'), 'TherapyPrescriber'),
      },
    ],
    'prescription-panel': [
      {
        order: 10,
        title: 'Told and asked',
        permission: outreachPermissions.readPrescriberTalk.code,
        component: lazyPage(() => import('./prescription-prescriber.tsx'), 'PrescriptionPrescriber'),
      },
    ],
    'ask-prescriber': [
      {
        order: 10,
        title: 'Ask the prescriber',
        permission: outreachPermissions.askChange.code,
        component: lazyPage(() => import('./ask-instead.tsx'), 'AskInstead'),
      },
    ],
  },
  shortcuts: [],
};
