import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { type EndpointCommand, useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { leaveReasons } from './fill-words.ts';

/** How a fill goes back: put back on the shelf, given up, returned to stock, its verification or its claim taken back. */
export type LeaveKind = 'put-back' | 'cancel' | 'return' | 'unverify' | 'claim';

const titles: Readonly<Record<LeaveKind, string>> = {
  'put-back': 'Put back on the shelf',
  cancel: 'Give this fill up',
  return: 'Return to stock',
  unverify: 'Take the verification back',
  claim: 'Take the claim back',
};

const fields = {
  reasonCode: {
    kind: 'choice',
    label: 'Reason',
    isRequired: true,
    options: Object.entries(leaveReasons).map(([value, label]) => ({ value, label })),
  },
} as const;

/** Asks for the coded reason and takes the step back. */
export function LeaveDialog(props: {
  readonly kind: LeaveKind | null;
  readonly fillId: string;
  readonly onClose: () => void;
}): ReactNode {
  const options = { invalidates: [api.getFill, api.listFills], onDone: props.onClose };
  const putBack = useEndpointCommand(api.putBackFill, options);
  const cancel = useEndpointCommand(api.cancelFill, options);
  const giveBack = useEndpointCommand(api.returnFill, options);
  const unverify = useEndpointCommand(api.unverifyFill, options);
  const claim = useEndpointCommand(api.takeClaimBack, options);
  const commands: Readonly<
    Record<LeaveKind, Pick<EndpointCommand<typeof api.cancelFill>, 'run' | 'isRunning' | 'failure'>>
  > = {
    'put-back': putBack,
    cancel,
    return: giveBack,
    unverify,
    claim,
  };
  const { kind } = props;
  if (kind === null) return null;
  const command = commands[kind];
  return (
    <Dialog opened onClose={props.onClose} title={titles[kind]}>
      <StructuredForm
        fields={fields}
        submitLabel={titles[kind]}
        onSubmit={(values) => command.run({ fillId: props.fillId, reasonCode: values.reasonCode })}
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}
