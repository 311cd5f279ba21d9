import type { ReactNode } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { PanelSlotView, useHasPanels } from '../../ui/panel-slots.tsx';
import classes from './home-page.module.css';

/** The first page after sign-in: what each module has to say to this person now. */
export function HomePage(): ReactNode {
  const hasPanels = useHasPanels('home-panel');
  return (
    <PageFrame title="Home">
      {hasPanels ? (
        <div className={classes['panels']}>
          <PanelSlotView slot="home-panel" />
        </div>
      ) : (
        <EmptyState title="Nothing here for your roles" sentence="Your work appears here as soon as there is some." />
      )}
    </PageFrame>
  );
}
