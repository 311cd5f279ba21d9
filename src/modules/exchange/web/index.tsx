import { IconMailbox, IconPlugConnected } from '@tabler/icons-react';
import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { exchangePermissions } from '../permissions.ts';

/** The original of a message, for pages of other modules that show what was read from it. */
export const OriginalMessage = lazyPage(() => import('./original-message.tsx'), 'OriginalMessage');

/** The pages of exchange. */
export const web: ModuleWeb = {
  name: 'exchange',
  routes: [
    { path: '/messages', title: 'Messages', page: lazyPage(() => import('./messages-page.tsx'), 'MessagesPage') },
    {
      path: '/messages/$rawMessageId',
      title: 'Message',
      page: lazyPage(() => import('./message-page.tsx'), 'MessagePage'),
    },
    {
      path: '/outbound',
      title: 'Outbound messages',
      page: lazyPage(() => import('./outbound-page.tsx'), 'OutboundPage'),
    },
    { path: '/partners', title: 'Partners', page: lazyPage(() => import('./partners-page.tsx'), 'PartnersPage') },
  ],
  navigation: [
    {
      label: 'Messages',
      path: '/messages',
      icon: IconMailbox,
      order: 700,
      permission: exchangePermissions.readMessages.code,
    },
    {
      label: 'Partners',
      path: '/partners',
      icon: IconPlugConnected,
      order: 710,
      permission: exchangePermissions.seePartners.code,
    },
  ],
  panels: {
    'home-panel': [
      {
        order: 40,
        title: 'Connections',
        permission: exchangePermissions.seePartners.code,
        component: lazyPage(() => import('./connections-panel.tsx'), 'ConnectionsPanel'),
      },
    ],
  },
  shortcuts: [{ keys: 'g m', label: 'Go to messages', path: '/messages' }],
};
