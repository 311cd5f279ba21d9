import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { unverifyReasons } from '../domain/prescription-verification.ts';
import { type ClinicalDialogProps, toOptions } from './clinical-words.ts';

const fields = {
  reasonCode: { kind: 'choice', label: 'Reason', isRequired: true, options: toOptions(unverifyReasons) },
} as const;

/** Takes the verification of a prescription back, with a coded reason. */
export function UnverifyDialog(props: ClinicalDialogProps): ReactNode {
  const { prescriptionId } = props.clinical;
  const command = useEndpointCommand(api.unverifyPrescription, {
    invalidates: [api.getTherapyClinical],
    onDone: props.onClose,
  });
  return (
    <Dialog opened title="Take the verification back" onClose={props.onClose}>
      <StructuredForm
        fields={fields}
        submitLabel="Take it back"
        onSubmit={({ reasonCode }) => command.run({ prescriptionId, reasonCode })}
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}
