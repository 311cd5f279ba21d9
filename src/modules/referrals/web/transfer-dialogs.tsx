import type { ReactNode } from 'react';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { type TransferReason, transferReasons } from '../domain/transfer-out.ts';
import { invalidates, type ShownReferral } from './referral-reader.tsx';

type Transfer = ShownReferral['transfers'][number];

const another = 'another';
const npiPattern = { matches: /^[12]\d{9}$/, sentence: 'Write the ten digits of the NPI.' };
const faxPattern = { matches: /^[0-9() +.-]{7,24}$/, sentence: 'Write the fax number with its area code.' };

const reasonField = {
  kind: 'choice',
  label: 'Reason',
  isRequired: true,
  options: (Object.keys(transferReasons) as TransferReason[]).map((value) => ({
    value,
    label: transferReasons[value],
  })),
} as const;

const typedFields = {
  reasonCode: reasonField,
  pharmacyName: { kind: 'text', label: 'Pharmacy', isRequired: true, longest: 120 },
  pharmacyNpi: { kind: 'text', label: 'NPI of the pharmacy', isRequired: true, isCode: true, pattern: npiPattern },
  pharmacyFax: { kind: 'text', label: 'Fax', longest: 24, pattern: faxPattern },
} as const;

/** Begins a transfer: to a pharmacy that a network or a plan names, or to one that is typed. */
export function BeginTransferDialog(props: {
  readonly referral: ShownReferral;
  readonly onClose: () => void;
}): ReactNode {
  const { referral, onClose } = props;
  const { prescriptionId, network, plan } = referral;
  const begin = useEndpointCommand(api.beginTransfer, { invalidates, onDone: onClose });
  const known = [...(network?.pharmacies ?? []), ...(plan?.pharmacies ?? [])];
  const pharmacies = [...new Map(known.map((pharmacy) => [pharmacy.npi, pharmacy])).values()];
  const isNamed = pharmacies.length > 0;
  const rest = { submitLabel: 'Compose the packet', isRunning: begin.isRunning, failure: begin.failure };
  const chosenFields = {
    reasonCode: reasonField,
    pharmacyNpi: {
      kind: 'choice',
      label: 'Pharmacy',
      isRequired: true,
      options: pharmacies.map(({ npi, name }) => ({ value: npi, label: name })),
    },
  } as const;
  return (
    <Dialog opened title="Transfer out" onClose={onClose}>
      <p>
        A packet with prescription, patient, coverage and documents is composed. The therapy ends here once the other
        pharmacy has acknowledged it.
      </p>
      {isNamed ? (
        <StructuredForm
          {...rest}
          fields={chosenFields}
          initial={{ reasonCode: network?.includesUs === false ? 'not-in-network' : 'plan-mandates' }}
          onCancel={onClose}
          onSubmit={({ reasonCode, pharmacyNpi }) => {
            const pharmacy = pharmacies.find(({ npi }) => npi === pharmacyNpi);
            const pharmacyName = pharmacy?.name ?? another;
            begin.run({ prescriptionId, reasonCode, pharmacyNpi, pharmacyName, pharmacyFax: pharmacy?.fax ?? null });
          }}
        />
      ) : (
        <StructuredForm
          {...rest}
          fields={typedFields}
          onCancel={onClose}
          onSubmit={({ reasonCode, pharmacyName, pharmacyNpi, pharmacyFax }) =>
            begin.run({ prescriptionId, reasonCode, pharmacyName, pharmacyNpi, pharmacyFax: pharmacyFax ?? null })
          }
        />
      )}
    </Dialog>
  );
}

const acknowledgeFields = {
  acknowledgedBy: { kind: 'text', label: 'Who of the pharmacy said so', isRequired: true, longest: 80 },
} as const;

/** Records that the other pharmacy has the referral. */
export function AcknowledgeDialog(props: { readonly transfer: Transfer; readonly onClose: () => void }): ReactNode {
  const { transfer, onClose } = props;
  const acknowledge = useEndpointCommand(api.acknowledgeTransfer, { invalidates, onDone: onClose });
  return (
    <Dialog opened title="Record the acknowledgement" onClose={onClose}>
      <p>{`${transfer.pharmacyName} has the referral. Prescription and therapy end here as transferred.`}</p>
      <StructuredForm
        fields={acknowledgeFields}
        submitLabel="Record and end here"
        isRunning={acknowledge.isRunning}
        failure={acknowledge.failure}
        onCancel={onClose}
        onSubmit={({ acknowledgedBy }) => acknowledge.run({ transferId: transfer.transferId, acknowledgedBy })}
      />
    </Dialog>
  );
}

/** Takes a transfer back. */
export function WithdrawDialog(props: { readonly transfer: Transfer; readonly onClose: () => void }): ReactNode {
  const { transfer, onClose } = props;
  const withdraw = useEndpointCommand(api.withdrawTransfer, { invalidates, onDone: onClose });
  return (
    <ConfirmDialog
      opened
      title="Take the transfer back"
      sentence={`The referral stays here. If the packet was sent, tell ${transfer.pharmacyName}.`}
      confirmLabel="Take it back"
      isDangerous
      isRunning={withdraw.isRunning}
      failure={withdraw.failure}
      onCancel={onClose}
      onConfirm={() => withdraw.run({ transferId: transfer.transferId })}
    />
  );
}
