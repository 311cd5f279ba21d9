import type { ReactNode } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { contactChannels, type PatientView, toOptions } from './patient-words.ts';

const fields = {
  channel: { kind: 'choice', label: 'Wants to be reached by', isRequired: true, options: toOptions(contactChannels) },
  language: { kind: 'text', label: 'Language', hint: 'A language tag such as en or es', longest: 35 },
  bestTime: { kind: 'text', label: 'Best time', longest: 200 },
  caregiverName: { kind: 'text', label: 'May speak for the patient', hint: 'Name of the person', longest: 200 },
  caregiverRelation: { kind: 'text', label: 'Relation', longest: 200 },
  caregiverPhone: { kind: 'text', label: 'Their phone', isCode: true, longest: 30 },
  needsInterpreter: { kind: 'check', label: 'Needs an interpreter' },
  note: { kind: 'text', label: 'Note', isLong: true, longest: 500 },
} as const;

/** Records how a patient wants to be reached. */
export function PreferenceDialog(props: { readonly patient: PatientView; readonly onClose: () => void }): ReactNode {
  const { patientId, contactPreference: before } = props.patient;
  const command = useEndpointCommand(api.recordContactPreference, {
    invalidates: [api.getPatient],
    onDone: props.onClose,
  });
  return (
    <Dialog opened title="How to reach the patient" width="medium" onClose={props.onClose}>
      <StructuredForm
        fields={fields}
        columns={2}
        initial={{
          channel: before?.channel ?? '',
          language: before?.language ?? '',
          bestTime: before?.bestTime ?? '',
          caregiverName: before?.caregiver?.name ?? '',
          caregiverRelation: before?.caregiver?.relation ?? '',
          caregiverPhone: before?.caregiver?.phone ?? '',
          needsInterpreter: before?.needsInterpreter === true ? 'yes' : '',
          note: before?.note ?? '',
        }}
        submitLabel="Save"
        onSubmit={({ caregiverName, caregiverRelation, caregiverPhone, ...preference }) =>
          command.run({
            patientId: patientId as PatientId,
            preference: {
              ...preference,
              caregiver:
                caregiverName === null
                  ? null
                  : { name: caregiverName, relation: caregiverRelation ?? '', phone: caregiverPhone ?? '' },
            },
          })
        }
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}
