import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { closingReasons, type DenialReason, denialReasons } from '../domain/authorization.ts';
import { authorizationStates, isClosed, listNextStates } from '../domain/authorization-lifecycle.ts';
import { type AccessDialogProps, toOptions } from './access-words.ts';

const denialOptions = (Object.keys(denialReasons) as DenialReason[]).map((value) => ({
  value,
  label: denialReasons[value].label,
}));

const detailFields = {
  authorizationNumber: {
    kind: 'text',
    label: 'Authorization number',
    hint: 'For an approval',
    isCode: true,
    longest: 60,
  },
  quantityThousandths: { kind: 'number', label: 'Approved quantity', leastThousandths: 1 },
  validFrom: { kind: 'date', label: 'Valid from' },
  validTo: { kind: 'date', label: 'Valid to' },
  denialReasonCode: { kind: 'choice', label: 'Reason of a denial', options: denialOptions },
  reasonCode: { kind: 'choice', label: 'Reason for giving up', options: toOptions(closingReasons) },
  deadlineOn: { kind: 'date', label: 'In time until', hint: 'Last day to answer or to appeal' },
  note: { kind: 'text', label: 'Note', isLong: true, longest: 4_000 },
} as const;

/** Carries the open prior authorization one step on, or opens one; only the steps that may follow are offered. */
export function AuthorizationDialog(props: AccessDialogProps): ReactNode {
  const open = props.access.authorizations.find(({ state }) => !isClosed(state));
  const command = useEndpointCommand(api.recordAuthorization, {
    invalidates: [api.getTherapyAccess],
    onDone: props.onClose,
  });
  const next = listNextStates(open?.state ?? 'not-assessed');
  const options = next.map((value) => ({ value, label: authorizationStates[value] }));
  const hint = open === undefined ? 'A new authorization' : `Now: ${authorizationStates[open.state]}`;
  return (
    <Dialog opened title="Prior authorization" width="wide" onClose={props.onClose}>
      <StructuredForm
        fields={{ state: { kind: 'choice', label: 'Becomes', hint, isRequired: true, options }, ...detailFields }}
        columns={2}
        submitLabel="Record"
        onSubmit={(values) =>
          command.run({
            ...values,
            therapyId: props.therapyId,
            authorizationId: open?.authorizationId ?? null,
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
