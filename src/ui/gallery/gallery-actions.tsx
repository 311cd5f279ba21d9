import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ActionBar } from '../action-bar.tsx';
import { useAnnounce } from '../announcements.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import type { ProofWays } from '../proof-form.tsx';
import { ReasonedButton } from '../reasoned-button.tsx';
import { StepUpDialog } from '../step-up-dialog.tsx';
import { UnlockDialog } from '../unlock-dialog.tsx';
import { Row, Specimen } from './gallery-section.tsx';

type Opened = 'confirm' | 'reason' | 'step-up' | 'unlock' | null;

const ways: ProofWays = {
  asksFor: ['password', 'code'],
  byTyping: (proof) => Promise.resolve(proof.code === '000000' ? null : 'The password or code is not right.'),
  byPasskey: () => Promise.resolve(null),
};

/** Buttons that say why they can't be pressed, the bar of actions, and the dialogs. */
export function GalleryActions(): ReactNode {
  const announce = useAnnounce();
  const [opened, setOpened] = useState<Opened>(null);
  return (
    <>
      <ActionBar
        primary={{ label: 'Verify prescription', keys: 'v', onPress: () => announce('Prescription verified') }}
        secondary={[
          { label: 'Call the prescriber', keys: 'c', onPress: () => announce('Call recorded') },
          { label: 'Reverse the claim', isDangerous: true, onPress: () => setOpened('confirm') },
        ]}
        note="Last saved by Robin Achterberg"
      />
      <ActionBar
        primary={{
          label: 'Verify product',
          onPress: () => undefined,
          refusal: { sentence: 'You filled this prescription yourself: another pharmacist verifies it.' },
        }}
        secondary={[{ label: 'Return to stock', onPress: () => undefined }]}
      />
      <Buttons onAnnounce={announce} onOpen={setOpened} />
      <Dialogs opened={opened} onClose={() => setOpened(null)} />
    </>
  );
}

function Buttons(props: {
  readonly onAnnounce: (sentence: string) => void;
  readonly onOpen: (dialog: Opened) => void;
}): ReactNode {
  const nothing = (): void => undefined;
  const holds = { sentence: 'Two holds are still open.' };
  const dialogs = [
    ['Confirm…', 'confirm'],
    ['Confirm with a reason…', 'reason'],
    ['Fresh proof…', 'step-up'],
    ['Unlock…', 'unlock'],
  ] as const;
  return (
    <Specimen title="Buttons and dialogs">
      <Row>
        <ReasonedButton label="Approve" onPress={() => props.onAnnounce('Approved')} />
        <ReasonedButton label="Approving" isRunning onPress={nothing} />
        <ReasonedButton label="Ship" kind="secondary" refusal={holds} onPress={nothing} />
      </Row>
      <Row>
        {dialogs.map(([label, dialog]) => (
          <Button key={dialog} variant="default" onClick={() => props.onOpen(dialog)}>
            {label}
          </Button>
        ))}
      </Row>
    </Specimen>
  );
}

function Dialogs(props: { readonly opened: Opened; readonly onClose: () => void }): ReactNode {
  const { opened, onClose } = props;
  return (
    <>
      <ConfirmDialog
        opened={opened === 'confirm'}
        title="Reverse the claim?"
        sentence="The payer takes back $7,123.45 and the fill can be billed again. The patient’s assistance card is reversed too."
        confirmLabel="Reverse the claim"
        isDangerous
        onConfirm={onClose}
        onCancel={onClose}
      />
      <ConfirmDialog
        opened={opened === 'reason'}
        title="Override the affordability hold?"
        sentence="The fill may go on although the patient’s cost is not covered."
        confirmLabel="Override"
        reasonLabel="Reason, kept with the therapy"
        onConfirm={onClose}
        onCancel={onClose}
      />
      <StepUpDialog opened={opened === 'step-up'} ways={ways} onProven={onClose} onCancel={onClose} />
      <UnlockDialog
        opened={opened === 'unlock'}
        staffName="Jordan Ellery"
        ways={ways}
        onUnlocked={onClose}
        onSignOut={onClose}
      />
    </>
  );
}
