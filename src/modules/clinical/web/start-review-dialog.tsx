import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import type { ChoiceDescription, DateDescription } from '../../../ui/form-fields.ts';
import { Notice } from '../../../ui/notice.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import {
  type BaselineLab,
  baselineLabs,
  type ReviewedLab,
  remsStatuses,
  startReviewOutcomes,
} from '../domain/start-review.ts';
import { type ClinicalDialogProps, toOptions } from './clinical-words.ts';

const labCodes = Object.keys(baselineLabs) as BaselineLab[];

const fields = {
  outcome: { kind: 'choice', label: 'Outcome', isRequired: true, options: toOptions(startReviewOutcomes) },
  diagnosisCode: {
    kind: 'text',
    label: 'Diagnosis (ICD-10-CM)',
    isRequired: true,
    isCode: true,
    pattern: { matches: /^[A-TV-Z][0-9][0-9A-Z](\.?[0-9A-Z]{1,4})?$/, sentence: 'Write a code such as L40.0.' },
  },
  remsStatus: { kind: 'choice', label: 'Safety program (REMS)', isRequired: true, options: toOptions(remsStatuses) },
  educationGiven: { kind: 'check', label: 'The patient was taught about the drug and how to use it' },
  goals: { kind: 'text', label: 'Goals', isLong: true, longest: 4_000 },
  note: { kind: 'text', label: 'Assessment', isLong: true, longest: 4_000 },
} as const;

type LabFields = Readonly<Record<string, ChoiceDescription<'present' | 'missing'> | DateDescription>>;

const labFields: LabFields = Object.fromEntries(
  labCodes.flatMap((code) => [
    [
      `lab-${code}`,
      {
        kind: 'choice',
        label: baselineLabs[code],
        options: toOptions({ present: 'Present', missing: 'Missing' }),
        layout: 'row',
      },
    ],
    [`day-${code}`, { kind: 'date', label: `Day of ${baselineLabs[code].toLowerCase()}` }],
  ]),
);

/** Records the clinical review before the start of a therapy. */
export function StartReviewDialog(props: ClinicalDialogProps): ReactNode {
  const { clinical, therapyId } = props;
  const command = useEndpointCommand(api.recordStartReview, {
    invalidates: [api.getTherapyClinical],
    onDone: props.onClose,
  });
  return (
    <Dialog opened title="Clinical review before the start" width="wide" onClose={props.onClose}>
      {clinical.remsProgram !== null && (
        <Notice tone="due" sentence={`This drug has a safety program (REMS): ${clinical.remsProgram}.`} />
      )}
      <StructuredForm
        fields={{ ...fields, ...labFields } as typeof fields}
        columns={2}
        initial={{
          diagnosisCode: clinical.indicationCode ?? '',
          remsStatus: clinical.remsProgram === null ? 'not-required' : '',
        }}
        submitLabel="Record"
        onSubmit={(values) => {
          const { outcome, diagnosisCode, remsStatus, educationGiven, goals, note } = values;
          const words = { goals: goals ?? '', note: note ?? '' };
          const labs = listLabs(values);
          command.run({ therapyId, outcome, diagnosisCode, remsStatus, educationGiven, labs, ...words });
        }}
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}

function listLabs(values: Readonly<Record<string, unknown>>): ReviewedLab[] {
  return labCodes.flatMap((loincCode) => {
    const [state, day] = [values[`lab-${loincCode}`], values[`day-${loincCode}`]];
    if (state !== 'present' && state !== 'missing') return [];
    return [{ loincCode, isPresent: state === 'present', observedOn: (day ?? null) as CalendarDay | null }];
  });
}
