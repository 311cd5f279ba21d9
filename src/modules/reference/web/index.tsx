import type { ModuleWeb } from '../../../ui/module-web.ts';
import { referencePermissions } from '../permissions.ts';

/** Where drugs are found by name or NDC. */
export const web: ModuleWeb = {
  name: 'reference',
  routes: [],
  navigation: [],
  panels: {},
  shortcuts: [],
  searches: [
    {
      name: 'drugs',
      label: 'Drugs',
      permission: referencePermissions.lookUp.code,
      search: async (text, signal) => (await import('./search-drugs.ts')).searchDrugs(text, signal),
    },
  ],
};
