import { IconCoins } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { receivablesPermissions } from '../permissions.ts';

const permission = receivablesPermissions.seeReceivables.code;

/** The pages of what payers owe, and what the page of a claim shows of it. */
export const web: ModuleWeb = {
  name: 'receivables',
  routes: [
    {
      path: '/receivables',
      title: 'Receivables',
      page: lazyPage(() => import('./receivables-page.tsx'), 'ReceivablesPage'),
    },
    {
      path: '/receivables/payers',
      title: 'Payer scorecard',
      page: lazyPage(() => import('./scorecard-page.tsx'), 'ScorecardPage'),
    },
    {
      path: '/receivables/deeds',
      title: 'Disputes and write-offs',
      page: lazyPage(() => import('./deeds-page.tsx'), 'DeedsPage'),
    },
  ],
  navigation: [{ label: 'Receivables', path: '/receivables', icon: IconCoins, order: 455, permission }],
  panels: {
    'claim-panel': [
      {
        ...{ order: 10, title: 'Open with payers', permission },
        component: lazyPage(() => import('./claim-receivable-panel.tsx'), 'ClaimReceivablePanel'),
      },
    ],
  },
  shortcuts: [],
};
