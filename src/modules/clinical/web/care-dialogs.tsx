import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import type { FormDescription, FormTexts, FormValues } from '../../../ui/form-fields.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import {
  administrators,
  adverseEventGrades,
  adverseEventTerms,
  type CareRecord,
  interventionOutcomes,
  interventionTypes,
  monitoringKinds,
  therapyProblems,
} from '../domain/care-record.ts';
import { type ClinicalDialogProps, toOptions } from './clinical-words.ts';

const noteField = { kind: 'text', label: 'Note', isLong: true, longest: 4_000 } as const;
const problemField = {
  kind: 'choice',
  label: 'Problem',
  isRequired: true,
  options: toOptions(therapyProblems),
} as const;
const doses = {
  kind: 'number',
  isRequired: true,
  isWhole: true,
  leastThousandths: 0,
  mostThousandths: 999_000,
} as const;

const startFields = {
  startedOn: { kind: 'date', label: 'Started on', isRequired: true },
  administeredBy: {
    kind: 'choice',
    label: 'First dose',
    isRequired: true,
    layout: 'row',
    options: toOptions(administrators),
  },
  dosesTaken: { ...doses, label: 'Doses taken' },
  problem: problemField,
  note: noteField,
} as const;

const monitoringFields = {
  type: { kind: 'choice', label: 'Contact', isRequired: true, options: toOptions(monitoringKinds) },
  dosesMissed: { ...doses, label: 'Doses missed' },
  problem: problemField,
  note: noteField,
} as const;

const interventionFields = {
  type: { kind: 'choice', label: 'Intervention', isRequired: true, options: toOptions(interventionTypes) },
  outcome: { kind: 'choice', label: 'Outcome', isRequired: true, options: toOptions(interventionOutcomes) },
  note: noteField,
} as const;

const adverseEventFields = {
  term: { kind: 'choice', label: 'Event', isRequired: true, options: toOptions(adverseEventTerms) },
  grade: { kind: 'choice', label: 'Grade (CTCAE)', isRequired: true, options: toOptions(adverseEventGrades) },
  onsetOn: { kind: 'date', label: 'Since', isRequired: true },
  isSerious: { kind: 'check', label: 'Serious: death, danger to life, hospital, lasting harm or birth defect' },
  note: noteField,
} as const;

/** Confirms that the patient began. */
export function StartDialog(props: ClinicalDialogProps): ReactNode {
  return (
    <CareDialog
      {...props}
      title="Confirm the start"
      fields={startFields}
      initial={{ administeredBy: 'patient' }}
      toRecord={({ startedOn, administeredBy, dosesTaken, problem }) => ({
        kind: 'start-confirmation',
        startedOn,
        administeredBy,
        dosesTaken: dosesTaken / 1000,
        problem,
      })}
    />
  );
}

/** Records a monitoring call, such as the one after seven days. */
export function MonitoringDialog(props: ClinicalDialogProps): ReactNode {
  return (
    <CareDialog
      {...props}
      title="Monitoring call"
      fields={monitoringFields}
      toRecord={({ type, dosesMissed, problem }) => ({
        kind: 'monitoring',
        type,
        dosesMissed: dosesMissed / 1000,
        problem,
      })}
    />
  );
}

/** Records what was done about a problem. */
export function InterventionDialog(props: ClinicalDialogProps): ReactNode {
  return (
    <CareDialog
      {...props}
      title="Intervention"
      fields={interventionFields}
      toRecord={({ type, outcome }) => ({ kind: 'intervention', type, outcome })}
    />
  );
}

/** Records an adverse event with its grade. */
export function AdverseEventDialog(props: ClinicalDialogProps): ReactNode {
  return (
    <CareDialog
      {...props}
      title="Adverse event"
      fields={adverseEventFields}
      toRecord={({ term, grade, isSerious, onsetOn }) => ({ kind: 'adverse-event', term, grade, isSerious, onsetOn })}
    />
  );
}

type CareFields = FormDescription & { readonly note: typeof noteField };

function CareDialog<Fields extends CareFields>(
  props: ClinicalDialogProps & {
    readonly title: string;
    readonly fields: Fields;
    readonly initial?: FormTexts;
    readonly toRecord: (values: FormValues<Fields>) => CareRecord;
  },
): ReactNode {
  const command = useEndpointCommand(api.recordCare, {
    invalidates: [api.getTherapyClinical],
    onDone: props.onClose,
  });
  return (
    <Dialog opened title={props.title} width="medium" onClose={props.onClose}>
      <StructuredForm
        fields={props.fields}
        {...(props.initial === undefined ? {} : { initial: props.initial })}
        submitLabel="Record"
        onSubmit={(values) => {
          const note = typeof values['note'] === 'string' ? values['note'] : '';
          command.run({ therapyId: props.therapyId, record: props.toRecord(values), note });
        }}
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}
