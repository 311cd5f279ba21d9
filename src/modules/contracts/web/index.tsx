import { IconContract } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { contractPermissions } from '../permissions.ts';

/** The page of contracts, and what other pages show of them. */
export const web: ModuleWeb = {
  name: 'contracts',
  routes: [
    { path: '/contracts', title: 'Contracts', page: lazyPage(() => import('./contracts-page.tsx'), 'ContractsPage') },
  ],
  navigation: [
    {
      ...{ label: 'Contracts', path: '/contracts', icon: IconContract, order: 464 },
      permission: contractPermissions.seeContracts.code,
    },
  ],
  shortcuts: [],
  panels: {
    'expected-payment': [
      {
        ...{ order: 10, title: 'Expected payment', permission: contractPermissions.seeExpectedPayments.code },
        component: lazyPage(() => import('./expected-payment-view.tsx'), 'ExpectedPaymentView'),
      },
    ],
  },
};
