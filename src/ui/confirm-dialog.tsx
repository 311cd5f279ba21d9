import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './dialog.module.css';
import { Dialog } from './dialog.tsx';
import type { EndpointFailure } from './endpoint-failure.ts';
import { FailureNotice } from './failure-notice.tsx';
import { LongTextField } from './fields.tsx';
import { ReasonedButton } from './reasoned-button.tsx';

const shortestReason = 5;

/** Asks before something that can't simply be taken back, and for a written reason where one is kept. */
export function ConfirmDialog(props: {
  readonly opened: boolean;
  readonly title: string;
  readonly sentence: ReactNode;
  /** What more there is to know before it happens, below the sentence. */
  readonly children?: ReactNode;
  readonly confirmLabel: string;
  readonly isDangerous?: boolean;
  readonly isRunning?: boolean;
  readonly failure?: EndpointFailure | null;
  /** Asks for a reason under this label; it is handed to `onConfirm`. */
  readonly reasonLabel?: string;
  readonly onConfirm: (reason: string) => void;
  readonly onCancel: () => void;
}): ReactNode {
  return (
    <Dialog opened={props.opened} title={props.title} onClose={props.onCancel}>
      <ConfirmBody {...props} />
    </Dialog>
  );
}

function ConfirmBody(props: Parameters<typeof ConfirmDialog>[0]): ReactNode {
  const [reason, setReason] = useState('');
  const needsReason = props.reasonLabel !== undefined && reason.trim().length < shortestReason;
  return (
    <>
      <p>{props.sentence}</p>
      {props.children}
      {props.reasonLabel !== undefined && (
        <LongTextField label={props.reasonLabel} value={reason} onChange={setReason} required startsFocused />
      )}
      {props.failure != null && <FailureNotice failure={props.failure} />}
      <div className={classes['buttons']}>
        <Button variant="default" onClick={props.onCancel}>
          Cancel
        </Button>
        <ReasonedButton
          label={props.confirmLabel}
          isDangerous={props.isDangerous ?? false}
          isRunning={props.isRunning ?? false}
          refusal={needsReason ? { sentence: 'Write the reason first.' } : null}
          onPress={() => props.onConfirm(reason.trim())}
        />
      </div>
    </>
  );
}
