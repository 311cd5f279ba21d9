import type { ReactNode } from 'react';
import type { PrescriptionId } from '../../../kernel/ids.ts';
import { formatThousandths } from '../../../kernel/quantity.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import type { FormTexts } from '../../../ui/form-fields.ts';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { toClarification } from './clarification.ts';
import type { ShownPrescription } from './intake-words.ts';
import { orderFields } from './order-fields.ts';
import { seenOf } from './prescription-decision.ts';

const fields = {
  writtenOn: orderFields.writtenOn,
  shipToState: orderFields.state,
  quantity: orderFields.quantity,
  unit: orderFields.unit,
  daysSupply: orderFields.daysSupply,
  refills: orderFields.refills,
  directions: orderFields.directions,
} as const;

/** Records what the prescriber or the patient said; only what is changed is kept as clarified. */
export function ClarifyDialog(props: {
  readonly prescription: ShownPrescription;
  readonly onClose: () => void;
}): ReactNode {
  const { prescription, onClose } = props;
  const clarify = useEndpointCommand(api.clarifyPrescription, {
    invalidates: [api.getPrescription, api.listIntake],
    onDone: onClose,
  });
  return (
    <Dialog opened title="What was clarified" width="medium" onClose={onClose}>
      <p>Change what the prescriber or the patient told you. The original stays as it came.</p>
      <PanelSlotView
        slot="ask-prescriber"
        prescriptionId={prescription.prescriptionId as PrescriptionId}
        onAsked={onClose}
      />
      <StructuredForm
        fields={fields}
        initial={toTexts(prescription)}
        columns={2}
        submitLabel="Record"
        onSubmit={(values) =>
          clarify.run({ ...seenOf(prescription), clarification: toClarification(prescription, values) })
        }
        onCancel={onClose}
        isRunning={clarify.isRunning}
        failure={clarify.failure}
      />
    </Dialog>
  );
}

function toTexts(prescription: ShownPrescription): FormTexts {
  const { quantityThousandths, daysSupply, refillsAuthorized } = prescription;
  return {
    writtenOn: prescription.writtenOn ?? '',
    shipToState: prescription.shipToState ?? '',
    quantity: quantityThousandths === null ? '' : formatThousandths(quantityThousandths),
    unit: prescription.quantityUnit ?? '',
    daysSupply: daysSupply === null ? '' : String(daysSupply),
    refills: refillsAuthorized === null ? '' : String(refillsAuthorized),
    directions: prescription.directions ?? '',
  };
}
