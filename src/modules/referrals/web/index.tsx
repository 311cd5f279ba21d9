import { IconArrowsExchange } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { referralPermissions } from '../permissions.ts';

const permission = referralPermissions.readReferrals.code;
const completeness = { order: 10, title: 'Completeness', permission } as const;
const transfer = { order: 20, title: 'Where it goes', permission } as const;

/** The page and panels of referrals. */
export const web: ModuleWeb = {
  name: 'referrals',
  routes: [
    {
      path: '/referrals',
      title: 'Referrals under way',
      page: lazyPage(() => import('./referrals-page.tsx'), 'ReferralsPage'),
    },
  ],
  navigation: [{ label: 'Referrals', path: '/referrals', icon: IconArrowsExchange, order: 105, permission }],
  panels: {
    'prescription-panel': [
      {
        ...completeness,
        component: lazyPage(() => import('./completeness-panel.tsx'), 'CompletenessPanel'),
      },
      { ...transfer, component: lazyPage(() => import('./transfer-panel.tsx'), 'TransferPanel') },
    ],
    'therapy-panel': [
      {
        ...completeness,
        order: 15,
        component: lazyPage(() => import('./therapy-completeness.tsx'), 'TherapyCompleteness'),
      },
      {
        ...transfer,
        order: 16,
        component: lazyPage(() => import('./therapy-transfer.tsx'), 'TherapyTransfer'),
      },
    ],
  },
  shortcuts: [{ keys: 'g t', label: 'Go to referrals under way', path: '/referrals' }],
};
