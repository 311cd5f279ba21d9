import type { ReactNode } from 'react';
import type { RequestOf } from '../../../kernel/endpoint.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import type { FormValues } from '../../../ui/form-fields.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { contactChannels, contactReasons, enrolmentOutcomes } from '../domain/enrolment.ts';
import { type AccessDialogProps, toOptions } from './access-words.ts';

const decisions = toOptions({ given: 'Agreed', declined: 'Declined' });

const fields = {
  outcome: { kind: 'choice', label: 'Outcome', isRequired: true, options: toOptions(enrolmentOutcomes) },
  channel: { kind: 'choice', label: 'Contacted by', isRequired: true, options: toOptions(contactChannels) },
  reasonCode: {
    kind: 'choice',
    label: 'Reason',
    hint: 'Needed unless the patient was enrolled',
    options: toOptions(contactReasons),
  },
  wordingVersion: { kind: 'text', label: 'Version of the wording', isRequired: true, isCode: true, longest: 40 },
  treatment: { kind: 'choice', label: 'Treatment and pharmacy services', layout: 'row', options: decisions },
  calls: { kind: 'choice', label: 'Phone calls', layout: 'row', options: decisions },
  textMessages: { kind: 'choice', label: 'Text messages', layout: 'row', options: decisions },
  copayAssistance: { kind: 'choice', label: 'Copay and foundation assistance', layout: 'row', options: decisions },
  preferred: {
    kind: 'choice',
    label: 'Wants to be reached by',
    options: toOptions({ phone: 'Phone', 'text-message': 'Text message', email: 'Email', mail: 'Mail' }),
  },
  language: {
    kind: 'text',
    label: 'Language',
    hint: 'A language tag such as en or es',
    longest: 20,
    pattern: { matches: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, sentence: 'Write a language tag such as en or es-MX.' },
  },
  bestTime: { kind: 'text', label: 'Best time', longest: 200 },
  needsInterpreter: { kind: 'check', label: 'Needs an interpreter' },
  note: { kind: 'text', label: 'Note', isLong: true, longest: 4_000 },
} as const;

type Filled = FormValues<typeof fields>;

/** Records a welcome call: its outcome, what the patient agreed to, and how they want to be reached. */
export function EnrolmentDialog(props: AccessDialogProps): ReactNode {
  const command = useEndpointCommand(api.recordEnrolment, {
    invalidates: [api.getTherapyAccess],
    onDone: props.onClose,
  });
  return (
    <Dialog opened title="Record a contact" width="wide" onClose={props.onClose}>
      <StructuredForm
        fields={fields}
        columns={2}
        initial={{ channel: 'phone', wordingVersion: 'welcome-call-1' }}
        submitLabel="Record"
        onSubmit={(values) => command.run(toRequest(props.therapyId, values))}
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}

type Request = RequestOf<typeof api.recordEnrolment>;

function toRequest(therapyId: string, values: Filled): Request {
  const { outcome, channel, reasonCode, note } = values;
  return {
    ...{ therapyId, outcome, channel, reasonCode, note: note ?? '' },
    consents: listConsents(values),
    preference:
      values.preferred === null
        ? null
        : {
            channel: values.preferred,
            language: values.language,
            needsInterpreter: values.needsInterpreter,
            bestTime: values.bestTime,
            caregiver: null,
            note: null,
          },
  };
}

function listConsents(values: Filled): Request['consents'] {
  const asked = [
    ['treatment', values.treatment],
    ['calls', values.calls],
    ['text-messages', values.textMessages],
    ['copay-assistance', values.copayAssistance],
  ] as const;
  const { wordingVersion } = values;
  const channel = values.channel === 'in-person' ? 'in-person' : values.channel === 'phone' ? 'phone' : 'electronic';
  return asked.flatMap(([use, decision]) => (decision === null ? [] : [{ use, decision, wordingVersion, channel }]));
}
