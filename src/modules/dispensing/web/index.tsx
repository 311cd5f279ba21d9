import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { dispensingPermissions } from '../permissions.ts';

/** The pages and panels of dispensing. */
export const web: ModuleWeb = {
  name: 'dispensing',
  routes: [{ path: '/fills/$fillId', title: 'Fill', page: lazyPage(() => import('./fill-page.tsx'), 'FillPage') }],
  navigation: [],
  panels: {
    'fact-source': [
      {
        order: 60,
        title: 'Fill',
        permission: dispensingPermissions.seeFills.code,
        component: lazyPage(() => import('./fill-source.tsx'), 'FillSource'),
      },
    ],
    'record-holdings': [
      {
        order: 20,
        title: 'Fills',
        permission: dispensingPermissions.seeFills.code,
        component: lazyPage(() => import('./record-fills.tsx'), 'RecordFills'),
      },
    ],
    'therapy-action': [
      {
        order: 60,
        title: 'Fill',
        permission: dispensingPermissions.fill.code,
        component: lazyPage(() => import('./open-fill-action.tsx'), 'OpenFillAction'),
      },
    ],
    'therapy-panel': [
      {
        order: 60,
        title: 'Fills',
        permission: dispensingPermissions.seeFills.code,
        component: lazyPage(() => import('./fills-panel.tsx'), 'FillsPanel'),
      },
    ],
  },
  shortcuts: [],
};
