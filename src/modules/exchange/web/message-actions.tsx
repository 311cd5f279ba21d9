import { type ReactNode, useState } from 'react';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { exchangePermissions } from '../permissions.ts';
import { dismissReasons, isOpenMessage, type ShownMessage } from './message-words.ts';
import { ReplayDialog } from './replay-dialog.tsx';

const invalidates = [api.getRawMessage, api.listMessages];

/** What can be done about a message that is not settled or waits for a person; nothing for any other. */
export function MessageActions(props: { readonly message: ShownMessage }): ReactNode {
  const { rawMessageId, direction, outcome } = props.message;
  const [isDismissing, setDismissing] = useState(false);
  const mayAct = useHasPermission(exchangePermissions.replayMessages.code);
  const [isReplaying, setReplaying] = useState(false);
  const replay = useEndpointCommand(api.replayMessage, { invalidates, onDone: () => setReplaying(false) });
  if (!mayAct || direction === 'out' || !isOpenMessage(outcome)) return null;
  const again = {
    label: 'Apply again',
    keys: 'n',
    onPress: () => setReplaying(true),
    isRunning: replay.isRunning,
  };
  const setAside = { label: 'Set aside', keys: 'x', onPress: () => setDismissing(true) };
  return (
    <>
      {outcome === null ? <ActionBar primary={again} secondary={[setAside]} /> : <ActionBar primary={setAside} />}
      {replay.response !== null && outcome === null && (
        <Notice tone="waiting" sentence="It is being applied again. This page shows the outcome once it is there." />
      )}
      {isReplaying && (
        <ReplayDialog
          title="Apply this message again"
          submitLabel="Apply again"
          isRunning={replay.isRunning}
          failure={replay.failure}
          onSubmit={(reasonCode) => replay.run({ rawMessageId, reasonCode })}
          onClose={() => setReplaying(false)}
        />
      )}
      {isDismissing && <DismissDialog rawMessageId={rawMessageId} onClose={() => setDismissing(false)} />}
    </>
  );
}

const fields = {
  reasonCode: {
    kind: 'choice',
    label: 'Reason',
    isRequired: true,
    options: (Object.keys(dismissReasons) as (keyof typeof dismissReasons)[]).map((value) => ({
      value,
      label: dismissReasons[value],
    })),
  },
} as const;

function DismissDialog(props: { readonly rawMessageId: string; readonly onClose: () => void }): ReactNode {
  const dismiss = useEndpointCommand(api.dismissMessage, { invalidates, onDone: props.onClose });
  return (
    <Dialog opened title="Set this message aside" onClose={props.onClose}>
      <StructuredForm
        fields={fields}
        submitLabel="Set aside"
        onSubmit={({ reasonCode }) => dismiss.run({ rawMessageId: props.rawMessageId, reasonCode })}
        onCancel={props.onClose}
        isRunning={dismiss.isRunning}
        failure={dismiss.failure}
      />
    </Dialog>
  );
}
