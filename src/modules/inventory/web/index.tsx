import { IconPackages } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { inventoryPermissions } from '../permissions.ts';

const permission = inventoryPermissions.seeStock.code;

/** The pages of inventory. */
export const web: ModuleWeb = {
  name: 'inventory',
  routes: [
    { path: '/stock', title: 'Stock', page: lazyPage(() => import('./stock-page.tsx'), 'StockPage') },
    { path: '/stock/$lotId', title: 'Lot', page: lazyPage(() => import('./lot-page.tsx'), 'LotPage') },
  ],
  navigation: [{ label: 'Stock', path: '/stock', icon: IconPackages, order: 450, permission }],
  panels: {
    'home-panel': [
      {
        order: 30,
        title: 'Stock that expires',
        permission: inventoryPermissions.adjustStock.code,
        component: lazyPage(() => import('./expiring-panel.tsx'), 'ExpiringPanel'),
      },
    ],
  },
  shortcuts: [{ keys: 'g k', label: 'Go to stock', path: '/stock' }],
};
