import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { documentPermissions } from '../permissions.ts';

const permission = documentPermissions.readDocuments.code;

/** Shows a filed document above a page. */
export const DocumentDialog = lazyPage(() => import('./document-dialog.tsx'), 'DocumentDialog');

/** The panels of documents. */
export const web: ModuleWeb = {
  name: 'documents',
  routes: [],
  navigation: [],
  panels: {
    'therapy-panel': [
      {
        order: 90,
        title: 'Documents',
        permission,
        component: lazyPage(() => import('./therapy-documents.tsx'), 'TherapyDocuments'),
      },
    ],
    'patient-panel': [
      {
        order: 90,
        title: 'Documents',
        permission,
        component: lazyPage(() => import('./patient-documents.tsx'), 'PatientDocuments'),
      },
    ],
  },
  shortcuts: [],
};
