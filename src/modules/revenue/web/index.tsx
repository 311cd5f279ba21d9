import { IconChartHistogram, IconReceiptTax, IconReportMoney } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { revenuePermissions } from '../permissions.ts';

const permission = revenuePermissions.seeRevenue.code;

/** The pages of the money of claims, and what other pages show of it. */
export const web: ModuleWeb = {
  name: 'revenue',
  routes: [
    {
      path: '/revenue-risk',
      title: 'Revenue at risk',
      page: lazyPage(() => import('./risk-board-page.tsx'), 'RiskBoardPage'),
    },
    {
      path: '/margins',
      title: 'Margins',
      page: lazyPage(() => import('./margins-page.tsx'), 'MarginsPage'),
    },
    {
      path: '/effective-rates',
      title: 'Effective rates',
      page: lazyPage(() => import('./effective-rates-page.tsx'), 'EffectiveRatesPage'),
    },
    {
      path: '/claims/$claimId',
      title: 'Money of a claim',
      page: lazyPage(() => import('./claim-page.tsx'), 'ClaimPage'),
    },
  ],
  navigation: [
    { label: 'Revenue at risk', path: '/revenue-risk', icon: IconReportMoney, order: 460, permission },
    { label: 'Effective rates', path: '/effective-rates', icon: IconReceiptTax, order: 462, permission },
    { label: 'Margins', path: '/margins', icon: IconChartHistogram, order: 465, permission },
  ],
  panels: {
    'therapy-panel': [
      {
        order: 90,
        title: 'Money',
        permission,
        component: lazyPage(() => import('./therapy-money-panel.tsx'), 'TherapyMoneyPanel'),
      },
    ],
    'claim-money': [
      {
        order: 10,
        title: 'Money of the claim',
        permission,
        component: lazyPage(() => import('./claim-money-link.tsx'), 'ClaimMoneyLink'),
      },
    ],
  },
  shortcuts: [{ keys: 'g g', label: 'Go to revenue at risk', path: '/revenue-risk' }],
};
