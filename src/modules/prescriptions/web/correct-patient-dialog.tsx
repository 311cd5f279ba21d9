import { type ReactNode, useState } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { Notice } from '../../../ui/notice.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { FindPatient } from './find-patient.tsx';
import type { Found } from './found-list.tsx';
import { correctionReasons, type ShownPrescription, toOptions } from './intake-words.ts';
import { seenOf } from './prescription-decision.ts';

const fields = {
  reasonCode: { kind: 'choice', label: 'Reason', isRequired: true, options: toOptions(correctionReasons) },
} as const;

/** Moves a prescription with its therapy to the right patient: first who it is, then why it was wrong. */
export function CorrectPatientDialog(props: {
  readonly prescription: ShownPrescription;
  readonly onClose: () => void;
}): ReactNode {
  const { prescription, onClose } = props;
  const [right, setRight] = useState<Found | null>(null);
  const correct = useEndpointCommand(api.correctPatient, {
    invalidates: [api.getPrescription, api.listIntake, api.listPrescriptions],
    onDone: onClose,
  });
  return (
    <Dialog opened title="Correct the patient" width="medium" onClose={onClose}>
      <FindPatient label="The right patient" onChoose={setRight} />
      {right !== null && (
        <>
          <Notice tone="due" sentence={`The prescription and what came with it move to ${right.label}.`}>
            {right.detail}
          </Notice>
          <StructuredForm
            fields={fields}
            submitLabel="Move to this patient"
            onSubmit={({ reasonCode }) => correct.run({ ...seenOf(prescription), patientId: right.id, reasonCode })}
            onCancel={onClose}
            isRunning={correct.isRunning}
            failure={correct.failure}
          />
        </>
      )}
    </Dialog>
  );
}
