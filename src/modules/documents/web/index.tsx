import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { documentPermissions } from '../permissions.ts';

const permission = documentPermissions.readDocuments.code;

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
    'prescription-panel': [
      {
        order: 90,
        title: 'Documents',
        permission,
        component: lazyPage(() => import('./prescription-documents.tsx'), 'PrescriptionDocuments'),
      },
    ],
  },
  shortcuts: [],
};
