import { IconListSearch } from '@tabler/icons-react';
import { lazy } from 'react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { securityPermissions } from '../permissions.ts';

const AccessDeeds = lazy(() => import('./access-deeds.tsx').then((file) => ({ default: file.AccessDeeds })));

/** The pages of security. */
export const web: ModuleWeb = {
  name: 'security',
  routes: [{ path: '/audit', title: 'Audit', page: lazyPage(() => import('./audit-page.tsx'), 'AuditPage') }],
  navigation: [
    {
      label: 'Audit',
      path: '/audit',
      icon: IconListSearch,
      order: 900,
      permission: securityPermissions.readAudit.code,
    },
  ],
  panels: {
    'access-deeds': [
      {
        order: 10,
        title: 'What was opened and changed meanwhile',
        component: AccessDeeds,
        permission: securityPermissions.readAudit.code,
      },
    ],
  },
  shortcuts: [{ keys: 'g a', label: 'Go to the audit', path: '/audit' }],
};
