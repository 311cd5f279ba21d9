import { IconScan } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { documentPermissions } from '../permissions.ts';

const permission = documentPermissions.readDocuments.code;

/** Shows a filed document beside a page. */
export const DocumentDrawer = lazyPage(() => import('./document-drawer.tsx'), 'DocumentDrawer');

/** The panels of documents. */
export const web: ModuleWeb = {
  name: 'documents',
  routes: [{ path: '/scans', title: 'Scans and faxes', page: lazyPage(() => import('./scans-page.tsx'), 'ScansPage') }],
  navigation: [
    {
      label: 'Scans and faxes',
      path: '/scans',
      icon: IconScan,
      order: 110,
      permission: documentPermissions.readScans.code,
    },
  ],
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
  shortcuts: [{ keys: 'g f', label: 'Go to scans and faxes', path: '/scans' }],
};

/** The original of a scan, for a page that shows what was read from it. */
export const ScanOriginal = lazyPage(() => import('./scan-original.tsx'), 'ScanOriginal');

/** Files a scan about a patient. */
export const ScanFilingForm = lazyPage(() => import('./scan-filing-form.tsx'), 'ScanFilingForm');

/** Sets a scan aside. */
export const ScanDiscardForm = lazyPage(() => import('./scan-discard-form.tsx'), 'ScanDiscardForm');

/** Reads a scan for a page that shows it. */
export const ReadScan = lazyPage(() => import('./read-scan.tsx'), 'ReadScan');

export type { ShownScan } from './read-scan.tsx';

/** Takes files by button, drop and paste, for pages of other modules. */
export const FileIntake = lazyPage(() => import('./file-button.tsx'), 'FileIntake');
