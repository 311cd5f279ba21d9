import { IconBuildingHospital, IconChecks, IconLockOpen, IconUserCog, IconUserShield } from '@tabler/icons-react';
import { lazy } from 'react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { identityPermissions } from '../permissions.ts';

export { AccessBanner } from './access-banner.tsx';

/** Proves identity again by passkey; returns null, or a sentence that says why not. What asks the browser is loaded when it is needed. */
export async function proveByPasskey(): Promise<string | null> {
  return (await import('./ask-passkey.ts')).proveByPasskey();
}

/** Signing in with factors of Theriac alone, for pages of other modules that need it. */
export const OwnSignIn = lazy(() => import('./own-sign-in.tsx').then((file) => ({ default: file.OwnSignIn })));

/** The page around signing in, for pages of other modules that stand beside it. */
export const SignInPlace = lazy(() => import('./sign-in-place.tsx').then((file) => ({ default: file.SignInPlace })));

const OpenAccessOffer = lazy(() => import('./open-access.tsx').then((file) => ({ default: file.OpenAccessOffer })));

/** The pages of identity. */
export const web: ModuleWeb = {
  name: 'identity',
  routes: [
    {
      path: '/sign-in',
      title: 'Sign in',
      frame: 'alone',
      page: lazyPage(() => import('./sign-in-page.tsx'), 'SignInPage'),
    },
    { path: '/account', title: 'Your account', page: lazyPage(() => import('./account-page.tsx'), 'AccountPage') },
    { path: '/people', title: 'People', page: lazyPage(() => import('./people-page.tsx'), 'PeoplePage') },
    { path: '/sites', title: 'Sites', page: lazyPage(() => import('./sites-page.tsx'), 'SitesPage') },
    { path: '/proposals', title: 'Proposals', page: lazyPage(() => import('./proposals-page.tsx'), 'ProposalsPage') },
    {
      path: '/emergency-access',
      title: 'Emergency access',
      page: lazyPage(() => import('./accesses-page.tsx'), 'AccessesPage'),
    },
  ],
  navigation: [
    { label: 'People', path: '/people', icon: IconUserCog, order: 800, permission: identityPermissions.seeStaff.code },
    {
      label: 'Sites',
      path: '/sites',
      icon: IconBuildingHospital,
      order: 810,
      permission: identityPermissions.seeSites.code,
    },
    {
      label: 'Proposals',
      path: '/proposals',
      icon: IconChecks,
      order: 830,
      permission: identityPermissions.seeProposals.code,
    },
    {
      label: 'Emergency access',
      path: '/emergency-access',
      icon: IconLockOpen,
      order: 890,
      permission: identityPermissions.reviewEmergencyAccess.code,
    },
    { label: 'Your account', path: '/account', icon: IconUserShield, order: 990 },
  ],
  panels: {
    'record-refused': [{ order: 10, title: 'Emergency access', component: OpenAccessOffer }],
    'home-panel': [
      {
        order: 50,
        title: 'Waits for a second person',
        permission: identityPermissions.seeProposals.code,
        component: lazyPage(() => import('./proposals-panel.tsx'), 'ProposalsPanel'),
      },
      {
        order: 60,
        title: 'Emergency access to review',
        permission: identityPermissions.reviewEmergencyAccess.code,
        component: lazyPage(() => import('./accesses-panel.tsx'), 'AccessesPanel'),
      },
    ],
  },
  shortcuts: [
    { keys: 'g u', label: 'Go to people', path: '/people' },
    { keys: 'g l', label: 'Go to sites', path: '/sites' },
    { keys: 'g o', label: 'Go to proposals', path: '/proposals' },
    { keys: 'g e', label: 'Go to emergency access', path: '/emergency-access' },
  ],
};
