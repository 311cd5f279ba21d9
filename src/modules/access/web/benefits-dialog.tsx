import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import {
  authorizationNeeds,
  baggingModels,
  benefitKinds,
  coverageStates,
  mandatedPharmacies,
} from '../domain/benefits.ts';
import { payerKinds } from '../domain/payer-kind.ts';
import { type AccessDialogProps, toOptions } from './access-words.ts';

const fields = {
  planKind: {
    kind: 'choice',
    label: 'Kind of payer',
    hint: 'The plan of the coverage counts where it is known',
    options: toOptions(payerKinds),
  },
  benefit: { kind: 'choice', label: 'Benefit', options: toOptions(benefitKinds), layout: 'row' },
  coverageState: {
    kind: 'choice',
    label: 'Coverage',
    isRequired: true,
    layout: 'row',
    options: toOptions(coverageStates),
  },
  authorizationNeed: {
    kind: 'choice',
    label: 'Prior authorization',
    isRequired: true,
    layout: 'row',
    options: toOptions(authorizationNeeds),
  },
  patientPayCents: { kind: 'money', label: 'Patient pays' },
  mandatedPharmacy: {
    kind: 'choice',
    label: 'Pharmacy of the plan',
    isRequired: true,
    options: toOptions(mandatedPharmacies),
  },
  baggingModel: {
    kind: 'choice',
    label: 'Bagging model',
    hint: 'For a drug that a clinic administers. Left open, the pathway says so.',
    options: toOptions(baggingModels),
  },
  callReference: { kind: 'text', label: 'Call reference', isCode: true, longest: 100 },
  note: { kind: 'text', label: 'Note', isLong: true, longest: 4_000 },
} as const;

/** Records what a plan covers. What is not known yet may be left open; the check is then incomplete. */
export function BenefitsDialog(props: AccessDialogProps): ReactNode {
  const { coverages, benefits } = props.access;
  const command = useEndpointCommand(api.recordBenefits, {
    invalidates: [api.getTherapyAccess],
    onDone: props.onClose,
  });
  const options = coverages.map(({ coverageId, name }) => ({ value: coverageId, label: name }));
  const [newest] = benefits;
  return (
    <Dialog opened title="Record a benefits check" width="wide" onClose={props.onClose}>
      <StructuredForm
        fields={{ coverageId: { kind: 'choice', label: 'Coverage on file', options }, ...fields }}
        columns={2}
        initial={{
          coverageId: newest?.coverageId ?? coverages[0]?.coverageId ?? '',
          planKind: newest?.planKind ?? coverages[0]?.payerKind ?? '',
          benefit: newest?.benefit ?? 'pharmacy',
          coverageState: newest?.coverageState ?? '',
          authorizationNeed: newest?.authorizationNeed ?? '',
          mandatedPharmacy: newest?.mandatedPharmacy ?? '',
          baggingModel: newest?.baggingModel ?? '',
        }}
        submitLabel="Record"
        onSubmit={(values) =>
          command.run({
            ...values,
            therapyId: props.therapyId,
            callReference: values.callReference ?? '',
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
