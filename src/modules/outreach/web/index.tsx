import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { outreachPermissions } from '../permissions.ts';

/** The panels of outreach. */
export const web: ModuleWeb = {
  name: 'outreach',
  routes: [],
  navigation: [],
  panels: {
    'therapy-panel': [
      {
        order: 15,
        title: 'Prescriber',
        permission: outreachPermissions.readPrescriberTalk.code,
        component: lazyPage(() => import('./prescriber-panel.tsx'), 'PrescriberPanel'),
      },
    ],
  },
  shortcuts: [],
};
