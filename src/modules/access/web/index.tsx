import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { accessPermissions } from '../permissions.ts';

const permission = accessPermissions.seeAccess.code;

/** What access puts on the therapy page: enrollment, benefits, prior authorization and assistance. */
export const web: ModuleWeb = {
  name: 'access',
  routes: [],
  navigation: [],
  panels: {
    'therapy-panel': [
      {
        order: 20,
        title: 'Enrollment',
        permission,
        component: lazyPage(() => import('./enrolment-panel.tsx'), 'EnrolmentPanel'),
      },
      {
        order: 22,
        title: 'Welcome packet',
        permission,
        component: lazyPage(() => import('./packet-panel.tsx'), 'PacketPanel'),
      },
      {
        order: 25,
        title: 'Benefits',
        permission,
        component: lazyPage(() => import('./benefits-panel.tsx'), 'BenefitsPanel'),
      },
      {
        order: 30,
        title: 'Prior authorization',
        permission,
        component: lazyPage(() => import('./authorization-panel.tsx'), 'AuthorizationPanel'),
      },
      {
        order: 35,
        title: 'Financial assistance',
        permission,
        component: lazyPage(() => import('./assistance-panel.tsx'), 'AssistancePanel'),
      },
    ],
    'therapy-action': [
      {
        order: 20,
        title: 'Access',
        permission,
        component: lazyPage(() => import('./access-actions.tsx'), 'AccessActions'),
      },
    ],
  },
  shortcuts: [],
  searches: [
    {
      name: 'authorizations',
      label: 'Prior authorizations',
      permission,
      search: async (text, signal) => (await import('./search-authorizations.ts')).searchAuthorizations(text, signal),
    },
  ],
};
