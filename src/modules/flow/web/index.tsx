import { IconBarrierBlock, IconChartDots } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { flowPermissions } from '../permissions.ts';

const permission = flowPermissions.seeFlow.code;

/** The barrier board and the time to therapy, and what both know of one therapy on its page. */
export const web: ModuleWeb = {
  name: 'flow',
  routes: [
    {
      path: '/barriers',
      title: 'Barrier board',
      page: lazyPage(() => import('./barrier-board-page.tsx'), 'BarrierBoardPage'),
    },
    {
      path: '/time-to-therapy',
      title: 'Time to therapy',
      page: lazyPage(() => import('./time-to-therapy-page.tsx'), 'TimeToTherapyPage'),
    },
  ],
  navigation: [
    { label: 'Barrier board', path: '/barriers', icon: IconBarrierBlock, order: 110, permission },
    { label: 'Time to therapy', path: '/time-to-therapy', icon: IconChartDots, order: 120, permission },
  ],
  panels: {
    'home-panel': [
      {
        order: 15,
        title: 'Late or without medicine',
        permission,
        component: lazyPage(() => import('./late-panel.tsx'), 'LatePanel'),
      },
    ],
    'therapy-fact': [
      {
        order: 10,
        title: 'Payer and prescriber',
        permission,
        component: lazyPage(() => import('./surrounding-facts.tsx'), 'SurroundingFacts'),
      },
    ],
    'therapy-rail': [
      {
        order: 10,
        title: 'Stages with their usual times',
        permission,
        component: lazyPage(() => import('./usual-rail.tsx'), 'UsualRail'),
      },
    ],
    'therapy-outlook': [
      {
        order: 10,
        title: 'Likely start',
        permission,
        component: lazyPage(() => import('./start-forecast-panel.tsx'), 'StartForecastPanel'),
      },
    ],
  },
  shortcuts: [{ keys: 'g b', label: 'Go to the barrier board', path: '/barriers' }],
};
