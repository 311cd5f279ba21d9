import { IconReceiptDollar } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { remittancePermissions } from '../permissions.ts';

/** The pages of remittances. */
export const web: ModuleWeb = {
  name: 'remittance',
  routes: [
    {
      path: '/remittances',
      title: 'Remittances',
      page: lazyPage(() => import('./remittances-page.tsx'), 'RemittancesPage'),
    },
    {
      path: '/remittances/$remittanceFileId',
      title: 'Remittance',
      page: lazyPage(() => import('./remittance-page.tsx'), 'RemittancePage'),
    },
  ],
  navigation: [
    {
      label: 'Remittances',
      path: '/remittances',
      icon: IconReceiptDollar,
      order: 450,
      permission: remittancePermissions.seeRemittances.code,
    },
  ],
  panels: {},
  shortcuts: [{ keys: 'g x', label: 'Go to remittances', path: '/remittances' }],
};
