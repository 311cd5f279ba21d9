import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { formatUnit } from '../../../ui/format-quantity.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { type AdjustmentReason, adjustmentReasons, type WasteReason, wasteReasons } from '../domain/stock-reason.ts';
import type { ShownLot } from './stock-words.ts';

/** What may be done to a lot by hand. */
export type LotChangeKind = 'waste' | 'adjust';

const invalidates = [api.listStock, api.getLot];
const titles: Readonly<Record<LotChangeKind, string>> = { waste: 'Waste', adjust: 'Correct the count' };

/** Asks how much is wasted or was counted, and why; each becomes a new entry of the ledger. */
export function LotChangeDialog(props: {
  readonly kind: LotChangeKind;
  readonly lot: ShownLot;
  readonly onClose: () => void;
}): ReactNode {
  const Body = props.kind === 'waste' ? WasteForm : AdjustForm;
  return (
    <Dialog opened title={`${titles[props.kind]}: lot ${props.lot.lotNumber}`} onClose={props.onClose}>
      <Body lot={props.lot} onClose={props.onClose} />
    </Dialog>
  );
}

function WasteForm(props: { readonly lot: ShownLot; readonly onClose: () => void }): ReactNode {
  const { lot, onClose } = props;
  const waste = useEndpointCommand(api.wasteStock, { invalidates, onDone: onClose });
  const fields = {
    quantity: {
      kind: 'number',
      label: 'Quantity',
      isRequired: true,
      unit: formatUnit(lot.ucumUnit),
      leastThousandths: 1,
      mostThousandths: lot.availableThousandths,
    },
    reasonCode: { kind: 'choice', label: 'Reason', isRequired: true, options: toOptions<WasteReason>(wasteReasons) },
  } as const;
  return (
    <StructuredForm
      fields={fields}
      submitLabel="Waste"
      onSubmit={({ quantity, reasonCode }) =>
        waste.run({ lotId: lot.lotId, quantityThousandths: quantity, reasonCode })
      }
      onCancel={onClose}
      isRunning={waste.isRunning}
      failure={waste.failure}
    />
  );
}

function AdjustForm(props: { readonly lot: ShownLot; readonly onClose: () => void }): ReactNode {
  const { lot, onClose } = props;
  const adjust = useEndpointCommand(api.adjustStock, { invalidates, onDone: onClose });
  const fields = {
    counted: {
      kind: 'number',
      label: 'On the shelf now',
      isRequired: true,
      unit: formatUnit(lot.ucumUnit),
      hint: 'With what is reserved.',
      leastThousandths: 0,
    },
    reasonCode: {
      kind: 'choice',
      label: 'Reason',
      isRequired: true,
      options: toOptions<AdjustmentReason>(adjustmentReasons),
    },
  } as const;
  return (
    <StructuredForm
      fields={fields}
      submitLabel="Correct"
      onSubmit={({ counted, reasonCode }) =>
        adjust.run({ lotId: lot.lotId, quantityThousandths: counted - lot.onHandThousandths, reasonCode })
      }
      onCancel={onClose}
      isRunning={adjust.isRunning}
      failure={adjust.failure}
    />
  );
}

function toOptions<Code extends string>(labels: Readonly<Record<Code, string>>) {
  return (Object.entries(labels) as [Code, string][]).map(([value, label]) => ({ value, label }));
}
