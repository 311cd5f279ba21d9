import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { type ChangeCode, changeCodes } from '../domain/prescriber-request.ts';

const invalidates = [api.listPrescriberTalk];

const renewalFields = {
  fills: {
    kind: 'number',
    label: 'Fills wanted',
    isRequired: true,
    isWhole: true,
    leastThousandths: 1_000,
    mostThousandths: 99_000,
  },
  note: { kind: 'text', label: 'Note to the prescriber', isLong: true, longest: 210 },
} as const;

const changeFields = {
  changeCode: {
    kind: 'choice',
    label: 'Why',
    isRequired: true,
    options: (Object.keys(changeCodes) as ChangeCode[]).map((value) => ({ value, label: changeCodes[value] })),
  },
  note: { kind: 'text', label: 'What is asked', isRequired: true, isLong: true, longest: 210 },
} as const;

/** Asks a prescriber to renew or to change a prescription. */
export function AskDialog(props: {
  readonly kind: 'renewal' | 'change';
  readonly prescriptionId: string;
  readonly onClose: () => void;
  /** Called when the request is on its way, instead of `onClose`. */
  readonly onAsked?: () => void;
}): ReactNode {
  const { kind, prescriptionId, onClose } = props;
  const onDone = props.onAsked ?? onClose;
  const renewal = useEndpointCommand(api.askRenewal, { invalidates, onDone });
  const change = useEndpointCommand(api.askChange, { invalidates, onDone });
  if (kind === 'renewal')
    return (
      <Dialog opened title="Ask for a renewal" onClose={onClose}>
        <StructuredForm
          fields={renewalFields}
          submitLabel="Send request"
          onSubmit={({ fills, note }) =>
            renewal.run({ prescriptionId, fillsWanted: fills / 1_000, note: note === '' ? null : note })
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
