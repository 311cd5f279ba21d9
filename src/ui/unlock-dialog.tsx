import { type ReactNode, Suspense } from 'react';
import { Dialog } from './dialog.tsx';
import { lazyPage } from './lazy-page.ts';
import { LoadingRows } from './loading-rows.tsx';
import type { ProofWays } from './proof-form.tsx';

// The veil is there at once; the fields in it are loaded when they are first asked for.
const ProofForm = lazyPage(() => import('./proof-form.tsx'), 'ProofForm');

/** Hides the page while the session is locked and asks its owner to unlock it; what was being typed is kept. */
export function UnlockDialog(props: {
  readonly opened: boolean;
  /** Null while it is not yet known whose session it is. */
  readonly staffName: string | null;
  readonly ways: ProofWays;
  readonly onUnlocked: () => void;
  readonly onSignOut: () => void;
}): ReactNode {
  const title = props.staffName === null ? 'Locked' : `Locked for ${props.staffName}`;
  return (
    <Dialog opened={props.opened} title={title} veil="opaque">
      <p>The work on this page is kept as it was left. If it is not yours, sign out.</p>
      <Suspense fallback={<LoadingRows rows={2} />}>
        <ProofForm
          ways={props.ways}
          confirmLabel="Unlock"
          leaveLabel="Sign out"
          onProven={props.onUnlocked}
          onLeave={props.onSignOut}
        />
      </Suspense>
    </Dialog>
  );
}
