import { type ReactNode, Suspense } from 'react';
import { Dialog } from './dialog.tsx';
import { lazyPage } from './lazy-page.ts';
import { LoadingRows } from './loading-rows.tsx';
import type { ProofWays } from './proof-form.tsx';

// The veil is there at once; the fields in it are loaded when they are first asked for.
const ProofForm = lazyPage(() => import('./proof-form.tsx'), 'ProofForm');

/** Asks for a fresh proof before a sensitive action; the action goes on by itself once it is given. */
export function StepUpDialog(props: {
  readonly opened: boolean;
  readonly ways: ProofWays;
  readonly onProven: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  return (
    <Dialog opened={props.opened} title="Confirm that it is you" onClose={props.onCancel}>
      <p>This action asks for a proof that is at most five minutes old. It continues as soon as you give one.</p>
      <Suspense fallback={<LoadingRows rows={2} />}>
        <ProofForm
          ways={props.ways}
          confirmLabel="Confirm"
          leaveLabel="Cancel the action"
          onProven={props.onProven}
          onLeave={props.onCancel}
        />
      </Suspense>
    </Dialog>
  );
}
