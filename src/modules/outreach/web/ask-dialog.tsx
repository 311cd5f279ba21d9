import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { type ChangeCode, changeCodes } from '../domain/prescriber-request.ts';

const invalidates = [api.listPrescriberTalk];

const renewalFields = {
  fills: { kind: 'text', label: 'Fills wanted', isRequired: true },
  note: { kind: 'text', label: 'Note to the prescriber' },
} as const;

const changeFields = {
  changeCode: {
    kind: 'choice',
    label: 'Why',
    isRequired: true,
    options: (Object.keys(changeCodes) as ChangeCode[]).map((value) => ({ value, label: changeCodes[value] })),
  },
  note: { kind: 'text', label: 'What is asked', isRequired: true },
} as const;

/** Asks a prescriber to renew or to change a prescription. */
export function AskDialog(props: {
  readonly kind: 'renewal' | 'change';
  readonly prescriptionId: string;
  readonly onClose: () => void;
}): ReactNode {
  const { kind, prescriptionId, onClose } = props;
  const renewal = useEndpointCommand(api.askRenewal, { invalidates, onDone: onClose });
  const change = useEndpointCommand(api.askChange, { invalidates, onDone: onClose });
  if (kind === 'renewal')
    return (
      <Dialog opened title="Ask for a renewal" onClose={onClose}>
        <StructuredForm
          fields={renewalFields}
          submitLabel="Send request"
          onSubmit={({ fills, note }) =>
            renewal.run({ prescriptionId, fillsWanted: toCount(fills), note: note === '' ? null : note })
          }
          onCancel={onClose}
          isRunning={renewal.isRunning}
          failure={renewal.failure}
        />
      </Dialog>
    );
  return (
    <Dialog opened title="Ask for a change" onClose={onClose}>
      <StructuredForm
        fields={changeFields}
        submitLabel="Send request"
        onSubmit={({ changeCode, note }) =>
          change.run({ prescriptionId, changeCode: changeCode as ChangeCode, note, drugIds: [] })
        }
        onCancel={onClose}
        isRunning={change.isRunning}
        failure={change.failure}
      />
    </Dialog>
  );
}

/** A number that is none is refused by the server with its place. */
function toCount(text: string): number {
  const count = Number.parseInt(text, 10);
  return Number.isNaN(count) ? 0 : count;
}
