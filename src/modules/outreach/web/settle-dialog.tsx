import type { ReactNode } from 'react';
import type { RequestOf } from '../../../kernel/endpoint.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';

type Outcome = RequestOf<typeof api.settleAnswer>['outcomeCode'];

const outcomes: Readonly<Record<Outcome, string>> = {
  'settled-by-phone': 'Settled by phone',
  'other-prescriber-asked': 'Another prescriber was asked',
  'patient-told': 'The patient was told',
  'therapy-ends': 'The therapy ends',
};

const fields = {
  outcomeCode: {
    kind: 'choice',
    label: 'What was done',
    isRequired: true,
    options: (Object.keys(outcomes) as Outcome[]).map((value) => ({ value, label: outcomes[value] })),
  },
} as const;

/** Says what was done about an answer that needed a person. */
export function SettleDialog(props: { readonly requestId: string; readonly onClose: () => void }): ReactNode {
  const { requestId, onClose } = props;
  const settle = useEndpointCommand(api.settleAnswer, { invalidates: [api.listPrescriberTalk], onDone: onClose });
  return (
    <Dialog opened title="What was done about it" onClose={onClose}>
      <StructuredForm
        fields={fields}
        submitLabel="Close"
        onSubmit={({ outcomeCode }) => settle.run({ requestId, outcomeCode: outcomeCode as Outcome })}
        onCancel={onClose}
        isRunning={settle.isRunning}
        failure={settle.failure}
      />
    </Dialog>
  );
}
