import { IconListCheck } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { workPermissions } from '../permissions.ts';

const permission = workPermissions.seeQueues.code;

/** The pages and panels of work. */
export const web: ModuleWeb = {
  name: 'work',
  routes: [
    { path: '/queues', title: 'Work queues', page: lazyPage(() => import('./queues-page.tsx'), 'QueuesPage') },
    { path: '/queues/$queue', title: 'Work queue', page: lazyPage(() => import('./queue-page.tsx'), 'QueuePage') },
    { path: '/work-order', title: 'Order of work', page: lazyPage(() => import('./order-page.tsx'), 'OrderPage') },
    {
      path: '/work-assignment',
      title: 'Whom work suits',
      page: lazyPage(() => import('./assignment-page.tsx'), 'AssignmentPage'),
    },
  ],
  navigation: [{ label: 'Work queues', path: '/queues', icon: IconListCheck, order: 100, permission }],
  panels: {
    'home-panel': [
      {
        order: 10,
        title: 'What needs me now',
        permission,
        component: lazyPage(() => import('./my-work-panel.tsx'), 'MyWorkPanel'),
      },
    ],
  },
  shortcuts: [
    { keys: 'g q', label: 'Go to the work queues', path: '/queues' },
    { keys: 'g w', label: 'Go to the order of work', path: '/work-order' },
    { keys: 'g j', label: 'Go to whom work suits', path: '/work-assignment' },
  ],
};
