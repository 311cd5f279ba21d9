import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { Notice } from '../../../ui/notice.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { assistanceOutcomes, assistanceProgrammes, decideAssistance } from '../domain/assistance.ts';
import { type AccessDialogProps, type AccessView, toOptions } from './access-words.ts';

const fields = {
  outcome: { kind: 'choice', label: 'Outcome', isRequired: true, options: toOptions(assistanceOutcomes) },
  patientPayBeforeCents: { kind: 'money', label: 'Patient pays before' },
  patientPayAfterCents: { kind: 'money', label: 'Patient pays after' },
  memberNumber: { kind: 'text', label: 'Member number of the program', isCode: true, longest: 60 },
  expiresOn: { kind: 'date', label: 'Holds until' },
  note: { kind: 'text', label: 'Note', isLong: true, longest: 4_000 },
} as const;

/** Records assistance. A manufacturer card is not offered where it would be refused, and the reason is said. */
export function AssistanceDialog(props: AccessDialogProps): ReactNode {
  const command = useEndpointCommand(api.recordAssistance, {
    invalidates: [api.getTherapyAccess],
    onDone: props.onClose,
  });
  const refusal = refuseCard(props.access);
  const options = toOptions(assistanceProgrammes).filter(
    ({ value }) => refusal === null || value !== 'manufacturer-card',
  );
  const before = props.access.benefits[0]?.patientPayCents ?? null;
  return (
    <Dialog opened title="Record assistance" width="wide" onClose={props.onClose}>
      {refusal !== null && <Notice tone="blocked" sentence={refusal} />}
      <StructuredForm
        fields={{ programme: { kind: 'choice', label: 'Program', isRequired: true, options }, ...fields }}
        columns={2}
        initial={{ patientPayBeforeCents: before === null ? '' : (before / 100).toFixed(2) }}
        submitLabel="Record"
        onSubmit={(values) =>
          command.run({
            ...values,
            therapyId: props.therapyId,
            memberNumber: values.memberNumber ?? '',
            note: values.note ?? '',
          })
        }
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}

function refuseCard({ payerKinds }: AccessView): string | null {
  const card = { programme: 'manufacturer-card', outcome: 'pending' } as const;
  const decided = decideAssistance(
    { ...card, patientPayBeforeCents: null, patientPayAfterCents: null },
    { payerKinds },
  );
  return decided.ok ? null : decided.refusal.sentence;
}
