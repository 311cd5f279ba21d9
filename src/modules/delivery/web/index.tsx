import { IconTruckDelivery } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { deliveryPermissions } from '../permissions.ts';

const permission = deliveryPermissions.seeDeliveries.code;

/** The pages and panels of delivery. */
export const web: ModuleWeb = {
  name: 'delivery',
  routes: [
    { path: '/shipping', title: 'Shipping', page: lazyPage(() => import('./shipping-page.tsx'), 'ShippingPage') },
    {
      path: '/deliveries/$deliveryId',
      title: 'Delivery',
      page: lazyPage(() => import('./delivery-page.tsx'), 'DeliveryPage'),
    },
  ],
  navigation: [{ label: 'Shipping', path: '/shipping', icon: IconTruckDelivery, order: 400, permission }],
  panels: {
    'fact-source': [
      {
        order: 70,
        title: 'Delivery',
        permission,
        component: lazyPage(() => import('./delivery-source.tsx'), 'DeliverySource'),
      },
    ],
    'therapy-fact': [
      {
        order: 5,
        title: 'Appointment',
        permission,
        component: lazyPage(() => import('./clinic-need-fact.tsx'), 'ClinicNeedFact'),
      },
    ],
    'therapy-panel': [
      {
        order: 70,
        title: 'Deliveries',
        permission,
        component: lazyPage(() => import('./deliveries-panel.tsx'), 'DeliveriesPanel'),
      },
    ],
  },
  shortcuts: [{ keys: 'g s', label: 'Go to shipping', path: '/shipping' }],
  searches: [
    {
      name: 'deliveries',
      label: 'Deliveries',
      permission,
      search: async (text, signal) => (await import('./search-deliveries.ts')).searchDeliveries(text, signal),
    },
  ],
};
