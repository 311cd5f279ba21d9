import { type ReactNode, useState } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { Moment } from '../../../ui/moment.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { type ConsentUse, consentUses } from '../domain/consent.ts';
import { patientsPermissions } from '../permissions.ts';
import { consentDecisions, type PatientView, toOptions } from './patient-words.ts';
import { AddButton, RecordEntries, type RecordEntry } from './record-entries.tsx';

type Consent = PatientView['consents'][number];

const fields = {
  use: { kind: 'choice', label: 'For', isRequired: true, options: toOptions<ConsentUse>(consentUses) },
  decision: {
    kind: 'choice',
    label: 'The patient',
    isRequired: true,
    layout: 'row',
    options: [
      { value: 'given', label: 'agreed' },
      { value: 'declined', label: 'declined' },
      { value: 'withdrawn', label: 'withdrew' },
    ],
  },
  channel: {
    kind: 'choice',
    label: 'How',
    isRequired: true,
    options: [
      { value: 'phone', label: 'On the phone' },
      { value: 'paper', label: 'On paper' },
      { value: 'electronic', label: 'Electronically' },
      { value: 'in-person', label: 'In person' },
    ],
  },
  wordingVersion: { kind: 'text', label: 'Version of the wording', isRequired: true, isCode: true, longest: 20 },
  expiresOn: { kind: 'date', label: 'Holds until' },
} as const;

/** What a patient decided for each use of data and way of contact. */
export function ConsentsPanel(props: { readonly patient: PatientView }): ReactNode {
  const [adds, setAdds] = useState(false);
  const patientId = props.patient.patientId as PatientId;
  const command = useEndpointCommand(api.recordConsent, {
    invalidates: [api.getPatient],
    onDone: () => setAdds(false),
  });
  const permission = patientsPermissions.recordConsent.code;
  return (
    <Panel
      title="Consents"
      aside={<AddButton label="Record a decision" permission={permission} onPress={() => setAdds(true)} />}
    >
      <RecordEntries entries={props.patient.consents.map(toEntry)} empty="Nothing was asked yet" />
      <Dialog opened={adds} title="Record a decision" width="medium" onClose={() => setAdds(false)}>
        <StructuredForm
          fields={fields}
          submitLabel="Record"
          onSubmit={(values) => command.run({ ...values, patientId })}
          onCancel={() => setAdds(false)}
          isRunning={command.isRunning}
          failure={command.failure}
        />
      </Dialog>
    </Panel>
  );
}

function toEntry(consent: Consent): RecordEntry {
  const decision = consentDecisions[consent.decision];
  const hasExpired = consent.decision === 'given' && !consent.isInForce;
  return {
    id: consent.consentId,
    main: consent.useLabel,
    detail: (
      <>
        <Moment at={consent.decidedAt as Instant} show="day" />, wording {consent.wordingVersion}
        {consent.expiresOn !== null && `, until ${formatCalendarDay(consent.expiresOn)}`}
      </>
    ),
    state: hasExpired ? (
      <StatusBadge tone="due">Expired</StatusBadge>
    ) : (
      <StatusBadge tone={decision.tone}>{decision.label}</StatusBadge>
    ),
  };
}
