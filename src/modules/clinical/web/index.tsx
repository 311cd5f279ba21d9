import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { clinicalPermissions } from '../permissions.ts';

const permission = clinicalPermissions.seeClinical.code;

/** What clinical work puts on the therapy page: verification with its alerts, the start review, and care on therapy. */
export const web: ModuleWeb = {
  name: 'clinical',
  routes: [],
  navigation: [],
  panels: {
    'therapy-panel': [
      {
        order: 40,
        title: 'Prescription verification',
        permission,
        component: lazyPage(() => import('./verification-panel.tsx'), 'VerificationPanel'),
      },
      {
        order: 45,
        title: 'Clinical start review',
        permission,
        component: lazyPage(() => import('./start-review-panel.tsx'), 'StartReviewPanel'),
      },
      {
        order: 70,
        title: 'Refill and doses on hand',
        permission,
        component: lazyPage(() => import('./refill-panel.tsx'), 'RefillPanel'),
      },
      {
        order: 75,
        title: 'Adherence this year',
        permission,
        component: lazyPage(() => import('./adherence-panel.tsx'), 'AdherencePanel'),
      },
      {
        order: 80,
        title: 'On therapy',
        permission,
        component: lazyPage(() => import('./care-panel.tsx'), 'CarePanel'),
      },
    ],
    'therapy-action': [
      {
        order: 20,
        title: 'Refill',
        permission,
        component: lazyPage(() => import('./refill-actions.tsx'), 'RefillActions'),
      },
      {
        order: 40,
        title: 'Clinical',
        permission,
        component: lazyPage(() => import('./clinical-actions.tsx'), 'ClinicalActions'),
      },
    ],
  },
  shortcuts: [],
};
