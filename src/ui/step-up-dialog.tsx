import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { ProofForm, type ProofWays } from './proof-form.tsx';

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
      <ProofForm
        ways={props.ways}
        confirmLabel="Confirm"
        leaveLabel="Cancel the action"
        onProven={props.onProven}
        onLeave={props.onCancel}
      />
    </Dialog>
  );
}
