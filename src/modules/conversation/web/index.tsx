import { lazyPage } from '../../../ui/lazy-page.ts';
import type { ModuleWeb } from '../../../ui/module-web.ts';
import { conversationPermissions } from '../permissions.ts';

/** The page of mentions, and how notes are written on the page of a therapy. */
export const web: ModuleWeb = {
  name: 'conversation',
  routes: [
    {
      path: '/mentions',
      title: 'Mentions',
      page: lazyPage(() => import('./mentions-page.tsx'), 'MentionsPage'),
    },
  ],
  navigation: [],
  panels: {
    'home-panel': [
      {
        order: 20,
        title: 'Mentions',
        permission: conversationPermissions.readMentions.code,
        component: lazyPage(() => import('./mentions-panel.tsx'), 'MentionsPanel'),
      },
    ],
    'therapy-note': [
      {
        order: 10,
        title: 'Write a note',
        permission: conversationPermissions.writeNotes.code,
        component: lazyPage(() => import('./note-button.tsx'), 'NoteButton'),
      },
    ],
    'note-correction': [
      {
        order: 10,
        title: 'Correct a note',
        permission: conversationPermissions.writeNotes.code,
        component: lazyPage(() => import('./note-dialog.tsx'), 'NoteDialog'),
      },
    ],
  },
  shortcuts: [{ keys: 'g n', label: 'Go to mentions', path: '/mentions' }],
};
