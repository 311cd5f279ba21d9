import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { contractPermissions } from '../permissions.ts';

/** What other pages show of contracts. */
export const web: ModuleWeb = {
  name: 'contracts',
  routes: [],
  navigation: [],
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
