import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import { type PauseReason, waitReasons } from '../../pathways/language.ts';
import * as api from '../api.ts';
import { invalidates, type JourneyDialogProps, toCommand, toOptions } from './shown-journey.ts';

const note = { kind: 'text', label: 'In your words', isLong: true, longest: 2_000 } as const;

const startFields = {
  reason: {
    kind: 'choice',
    label: 'Waiting for',
    hint: 'Only these stop the clock of the pharmacy',
    isRequired: true,
    options: toOptions<PauseReason>(waitReasons),
  },
  note,
} as const;

/** Records that the therapy waits for somebody outside from now on. */
export function StartWaitDialog(props: JourneyDialogProps): ReactNode {
  const start = useEndpointCommand(api.startWait, { invalidates, onDone: props.onClose });
  return (
    <Dialog opened title="Record a wait" onClose={props.onClose}>
      <StructuredForm
        fields={startFields}
        submitLabel="Begin the wait"
        onSubmit={(values) => start.run({ ...toCommand(props.journey), since: null, ...values })}
        onCancel={props.onClose}
        isRunning={start.isRunning}
        failure={start.failure}
      />
    </Dialog>
  );
}

/** Records that a wait is over now. */
export function EndWaitDialog(
  props: JourneyDialogProps & { readonly wait: { readonly reason: string; readonly label: string } },
): ReactNode {
  const end = useEndpointCommand(api.endWait, { invalidates, onDone: props.onClose });
  const reason = props.wait.reason as PauseReason;
  return (
    <Dialog opened title={`End the wait: ${props.wait.label}`} onClose={props.onClose}>
      <StructuredForm
        fields={{ note }}
        submitLabel="End the wait"
        onSubmit={(values) => end.run({ ...toCommand(props.journey), reason, until: null, ...values })}
        onCancel={props.onClose}
        isRunning={end.isRunning}
        failure={end.failure}
      />
    </Dialog>
  );
}
