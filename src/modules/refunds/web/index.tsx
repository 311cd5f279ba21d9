import { IconArrowBackUpDouble } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { refundPermissions } from '../permissions.ts';

const permission = refundPermissions.seeRefunds.code;

/** The page of refunds, and what the page of a claim shows of them. */
export const web: ModuleWeb = {
  name: 'refunds',
  routes: [
    { path: '/refunds', title: 'MFP refunds', page: lazyPage(() => import('./refunds-page.tsx'), 'RefundsPage') },
  ],
  navigation: [{ label: 'MFP refunds', path: '/refunds', icon: IconArrowBackUpDouble, order: 455, permission }],
  panels: {
    'claim-panel': [
      {
        ...{ order: 10, title: 'MFP refund', permission },
        component: lazyPage(() => import('./claim-refund-panel.tsx'), 'ClaimRefundPanel'),
      },
    ],
  },
  shortcuts: [],
};
