import { IconListSearch } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { securityPermissions } from '../permissions.ts';

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
  panels: {},
  shortcuts: [{ keys: 'g a', label: 'Go to the audit', path: '/audit' }],
};
