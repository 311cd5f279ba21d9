import { IconFileDollar } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { claimPermissions } from '../permissions.ts';

export { claimStates } from './claim-states.ts';

/** Where claims are found, and what needs somebody; a claim is shown on the page of its fill. */
export const web: ModuleWeb = {
  name: 'claims',
  routes: [
    { path: '/claims', title: 'Claims', page: lazyPage(() => import('./open-claims-page.tsx'), 'OpenClaimsPage') },
    {
      ...{ path: '/claims/rules', title: 'Payer rule book' },
      page: lazyPage(() => import('./rule-book-page.tsx'), 'RuleBookPage'),
    },
  ],
  navigation: [
    {
      ...{ label: 'Claims', path: '/claims', icon: IconFileDollar, order: 440 },
      permission: claimPermissions.seeClaims.code,
    },
  ],
  panels: {
    'patient-panel': [
      {
        ...{ order: 15, title: 'Eligibility' },
        component: lazyPage(() => import('./eligibility-panel.tsx'), 'EligibilityPanel'),
        permission: claimPermissions.seeClaims.code,
      },
    ],
    'fill-claims': [
      {
        ...{ order: 10, title: 'Payers' },
        component: lazyPage(() => import('./fill-claims-panel.tsx'), 'FillClaimsPanel'),
        permission: claimPermissions.seeClaims.code,
      },
    ],
  },
  shortcuts: [{ keys: 'g z', label: 'Go to claims', path: '/claims' }],
  searches: [
    {
      name: 'claims',
      label: 'Claims',
      permission: claimPermissions.seeClaims.code,
      search: async (text, signal) => (await import('./search-claims.ts')).searchClaims(text, signal),
    },
  ],
};
