import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { patientsPermissions } from '../permissions.ts';
import { type PatientView, severities, toOptions } from './patient-words.ts';
import { AddButton, RecordEntries, type RecordEntry, RetractButton } from './record-entries.tsx';

type Allergy = PatientView['allergies'][number];

const fields = {
  substance: { kind: 'text', label: 'Substance', isRequired: true, longest: 200 },
  reaction: { kind: 'text', label: 'Reaction', longest: 200 },
  severity: { kind: 'choice', label: 'Severity', options: toOptions(severities) },
} as const;

/** The allergies of a patient, or that none is known. */
export function AllergiesPanel(props: { readonly patient: PatientView }): ReactNode {
  const [adds, setAdds] = useState(false);
  const patientId = props.patient.patientId as PatientId;
  const permission = patientsPermissions.recordHealth.code;
  const { allergies } = props.patient;
  return (
    <Panel
      title="Allergies"
      aside={<AddButton label="Add allergy" permission={permission} onPress={() => setAdds(true)} />}
    >
      <RecordEntries
        entries={allergies.map((allergy) => toEntry(allergy, patientId))}
        empty="Nobody has asked about allergies yet"
      />
      {allergies.length === 0 && <NoneKnown patientId={patientId} />}
      {adds && <AddAllergyDialog patientId={patientId} onClose={() => setAdds(false)} />}
    </Panel>
  );
}

/** Records that the patient was asked and knows of none. */
function NoneKnown(props: { readonly patientId: PatientId }): ReactNode {
  const isAllowed = useHasPermission(patientsPermissions.recordHealth.code);
  const command = useEndpointCommand(api.recordAllergy, { invalidates: [api.getPatient] });
  if (!isAllowed) return null;
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        loading={command.isRunning}
        onClick={() =>
          command.run({
            patientId: props.patientId,
            kind: 'no-known-allergies',
            ingredientRxcui: null,
            snomedCode: null,
            severity: null,
            substance: 'No known allergies',
            reaction: null,
          })
        }
      >
        Asked: none known
      </Button>
      {command.failure !== null && <FailureNotice failure={command.failure} />}
    </>
  );
}

function AddAllergyDialog(props: { readonly patientId: PatientId; readonly onClose: () => void }): ReactNode {
  const command = useEndpointCommand(api.recordAllergy, { invalidates: [api.getPatient], onDone: props.onClose });
  return (
    <Dialog opened title="Add allergy" onClose={props.onClose}>
      <StructuredForm
        fields={fields}
        submitLabel="Add"
        onSubmit={(values) =>
          command.run({
            ...values,
            patientId: props.patientId,
            kind: 'substance',
            ingredientRxcui: null,
            snomedCode: null,
          })
        }
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}

function toEntry(allergy: Allergy, patientId: PatientId): RecordEntry {
  const isNone = allergy.kind === 'no-known-allergies';
  const severity = allergy.severity === null ? null : severities[allergy.severity];
  const what = isNone ? 'No known allergies' : allergy.substance;
  return {
    id: allergy.allergyId,
    main: what,
    ...(allergy.reaction === null ? {} : { detail: allergy.reaction }),
    state: severity !== null && <StatusBadge tone={severity.tone}>{severity.label}</StatusBadge>,
    isPast: allergy.state !== 'active',
    action: <RetractButton patientId={patientId} kind="allergy" recordId={allergy.allergyId} what={what} />,
  };
}
