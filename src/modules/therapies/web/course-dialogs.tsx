import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { type EndReasonCode, endReasons } from '../domain/end-reason.ts';
import { invalidates, type JourneyDialogProps, toCommand, toOptions } from './shown-journey.ts';

const note = { kind: 'text', label: 'In your words', isLong: true, longest: 2_000 } as const;

const endFields = {
  reasonCode: { kind: 'choice', label: 'Reason', isRequired: true, options: toOptions<EndReasonCode>(endReasons) },
  note,
} as const;

/** Ends the therapy with a coded reason. */
export function EndTherapyDialog(props: JourneyDialogProps): ReactNode {
  const end = useEndpointCommand(api.endTherapy, { invalidates, onDone: props.onClose });
  return (
    <Dialog opened title="End the therapy" onClose={props.onClose}>
      <p>Its open work closes and no refill is called for. A new prescription within 90 days reopens it.</p>
      <StructuredForm
        fields={endFields}
        submitLabel="End the therapy"
        onSubmit={(values) => end.run({ ...toCommand(props.journey), ...values })}
        onCancel={props.onClose}
        isRunning={end.isRunning}
        failure={end.failure}
      />
    </Dialog>
  );
}
