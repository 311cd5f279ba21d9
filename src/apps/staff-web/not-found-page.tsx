import type { ReactNode } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { PageLink } from '../../ui/page-link.tsx';

/** What is shown at an address that no page has. */
export function NotFoundPage(): ReactNode {
  return (
    <PageFrame title="There is no such page">
      <EmptyState
        title="This address leads nowhere"
        sentence="It may have been typed wrong, or what it named is not visible to you."
        action={<PageLink to="/">Go to Home</PageLink>}
      />
    </PageFrame>
  );
}
