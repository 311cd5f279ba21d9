import type { ReactNode } from 'react';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { MentionsPanel } from './mentions-panel.tsx';

/** All notes in which this person was mentioned and that they have not read. */
export function MentionsPage(): ReactNode {
  return (
    <PageFrame title="Mentions">
      <Panel title="Unread">
        <MentionsPanel />
      </Panel>
    </PageFrame>
  );
}
