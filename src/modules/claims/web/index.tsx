import type { ModuleWeb } from '../../../ui/module-web.ts';
import { claimPermissions } from '../permissions.ts';

/** Where claims are found; a claim is shown on the page of its fill. */
export const web: ModuleWeb = {
  name: 'claims',
  routes: [],
  navigation: [],
  panels: {},
  shortcuts: [],
  searches: [
    {
      name: 'claims',
      label: 'Claims',
      permission: claimPermissions.seeClaims.code,
      search: async (text, signal) => (await import('./search-claims.ts')).searchClaims(text, signal),
    },
  ],
};
