import type { ReactNode } from 'react';
import type { RequestOf } from '../../../kernel/endpoint.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import type { EndpointFailure } from '../../../ui/endpoint-failure.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import type * as api from '../api.ts';
import { replayReasons } from './message-words.ts';

type ReplayReason = RequestOf<typeof api.replayMessage>['reasonCode'];

const fields = {
  reasonCode: {
    kind: 'choice',
    label: 'Reason',
    isRequired: true,
    options: (Object.keys(replayReasons) as ReplayReason[]).map((value) => ({ value, label: replayReasons[value] })),
  },
} as const;

/** Asks why a message is applied or sent again. */
export function ReplayDialog(props: {
  readonly title: string;
  readonly submitLabel: string;
  readonly isRunning: boolean;
  readonly failure: EndpointFailure | null;
  readonly onSubmit: (reasonCode: ReplayReason) => void;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <Dialog opened title={props.title} onClose={props.onClose}>
      <StructuredForm
        fields={fields}
        submitLabel={props.submitLabel}
        onSubmit={({ reasonCode }) => props.onSubmit(reasonCode)}
        onCancel={props.onClose}
        isRunning={props.isRunning}
        failure={props.failure}
      />
    </Dialog>
  );
}
