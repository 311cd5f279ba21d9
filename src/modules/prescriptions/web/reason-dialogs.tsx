import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { cancellationChoices, refusalChoices, type ShownPrescription, toOptions } from './intake-words.ts';
import { seenOf } from './prescription-decision.ts';

interface ReasonDialogProps {
  readonly prescription: ShownPrescription;
  readonly onClose: () => void;
}

const invalidates = [api.getPrescription, api.listIntake, api.listPrescriptions];

const refusalFields = {
  reasonCode: { kind: 'choice', label: 'Reason', isRequired: true, options: toOptions(refusalChoices) },
} as const;

/** Refuses a prescription for a coded reason. */
export function RefuseDialog(props: ReasonDialogProps): ReactNode {
  const { prescription, onClose } = props;
  const refuse = useEndpointCommand(api.refusePrescription, { invalidates, onDone: onClose });
  return (
    <Dialog opened title="Refuse this prescription" onClose={onClose}>
      <p>It stays on record with its original and can never be accepted.</p>
      <StructuredForm
        fields={refusalFields}
        submitLabel="Refuse"
        onSubmit={({ reasonCode }) => refuse.run({ ...seenOf(prescription), reasonCode })}
        onCancel={onClose}
        isRunning={refuse.isRunning}
        failure={refuse.failure}
      />
    </Dialog>
  );
}

const cancellationFields = {
  reasonCode: { kind: 'choice', label: 'Reason', isRequired: true, options: toOptions(cancellationChoices) },
} as const;

/** Cancels a prescription for a coded reason. */
export function CancelDialog(props: ReasonDialogProps): ReactNode {
  const { prescription, onClose } = props;
  const cancel = useEndpointCommand(api.cancelPrescription, { invalidates, onDone: onClose });
  return (
    <Dialog opened title="Cancel this prescription" onClose={onClose}>
      <p>Nothing more is filled from it.</p>
      <StructuredForm
        fields={cancellationFields}
        submitLabel="Cancel the prescription"
        onSubmit={({ reasonCode }) => cancel.run({ prescriptionId: prescription.prescriptionId, reasonCode })}
        onCancel={onClose}
        isRunning={cancel.isRunning}
        failure={cancel.failure}
      />
    </Dialog>
  );
}
