import type { ReactNode } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import type { DeliveryMethod, Storage } from '../domain/delivery.ts';
import { listPackOuts } from '../domain/pack-out.ts';
import type { KnownDelivery } from './delivery-words.ts';
import { changeReasons, exceptionReasons, toOptions } from './delivery-words.ts';
import { ReceiptForm, TakerForm } from './receipt-dialog.tsx';

/** What is asked about a delivery before a step is taken. */
export type DeliveryDialogKind = 'pack' | 'track' | 'take' | 'receive' | 'report' | 'settle' | 'move' | 'cancel';

interface DialogProps {
  readonly known: KnownDelivery;
  readonly onClose: () => void;
}

const invalidates = [api.getDelivery, api.listDeliveries, api.listShipments];

/** Asks what a step of a delivery needs and takes it. */
export function DeliveryDialog(props: DialogProps & { readonly kind: DeliveryDialogKind }): ReactNode {
  const Body = bodies[props.kind];
  return (
    <Dialog
      opened
      title={titles[props.kind]}
      onClose={props.onClose}
      {...(props.kind === 'receive' ? { width: 'wide' as const } : {})}
    >
      <Body known={props.known} onClose={props.onClose} />
    </Dialog>
  );
}

const titles: Readonly<Record<DeliveryDialogKind, string>> = {
  pack: 'Pack',
  track: 'Enter tracking number',
  take: 'Hand over to the courier',
  receive: 'Record the hand-over to the clinic',
  report: 'Record what became of it',
  settle: 'Settle the return',
  move: 'Move to another day',
  cancel: 'Cancel the delivery',
};

const bodies: Readonly<Record<DeliveryDialogKind, (props: DialogProps) => ReactNode>> = {
  pack: PackForm,
  track: TrackForm,
  take: TakerForm,
  receive: ReceiptForm,
  report: ReportForm,
  settle: SettleForm,
  move: MoveForm,
  cancel: CancelForm,
};

function PackForm({ known, onClose }: DialogProps): ReactNode {
  const { deliveryId, method, storage } = known.delivery;
  const pack = useEndpointCommand(api.packDelivery, { invalidates, onDone: onClose });
  const packOuts = listPackOuts({ method: method as DeliveryMethod, storage: storage as Storage });
  const options = packOuts.map(({ code, label }) => ({ value: code, label }));
  return (
    <StructuredForm
      fields={{ packOut: { kind: 'choice', label: 'Pack-out', isRequired: true, options } } as const}
      initial={{ packOut: packOuts[0]?.code ?? '' }}
      submitLabel="Packed"
      onSubmit={(values) => pack.run({ deliveryId, packOut: values.packOut })}
      onCancel={onClose}
      isRunning={pack.isRunning}
      failure={pack.failure}
    />
  );
}

const trackFields = {
  trackingNumber: {
    kind: 'text',
    label: 'Tracking number',
    isRequired: true,
    isCode: true,
    pattern: { matches: /^[A-Za-z0-9-]{4,40}$/, sentence: 'Letters, digits and hyphens.' },
  },
} as const;

function TrackForm({ known, onClose }: DialogProps): ReactNode {
  const { deliveryId } = known.delivery;
  const record = useEndpointCommand(api.recordTrackingNumber, { invalidates, onDone: onClose });
  return (
    <StructuredForm
      fields={trackFields}
      submitLabel="Record"
      onSubmit={({ trackingNumber }) => record.run({ deliveryId, trackingNumber, carrier: 'other' })}
      onCancel={onClose}
      isRunning={record.isRunning}
      failure={record.failure}
    />
  );
}

const reportFields = {
  status: {
    kind: 'choice',
    label: 'What became of it',
    isRequired: true,
    options: toOptions({ delivered: 'Delivered', exception: 'Exception', returned: 'Returned', lost: 'Lost' }),
  },
  code: { kind: 'choice', label: 'Reason', options: toOptions(exceptionReasons) },
} as const;

/** Delivered to a clinic is only what its hand-over says. */
const clinicReportFields = {
  ...reportFields,
  status: { ...reportFields.status, options: reportFields.status.options.filter(({ value }) => value !== 'delivered') },
} as const;

function ReportForm({ known, onClose }: DialogProps): ReactNode {
  const { deliveryId, clinicId } = known.delivery;
  const fields = clinicId === null ? reportFields : clinicReportFields;
  const report = useEndpointCommand(api.reportDelivery, { invalidates, onDone: onClose });
  return (
    <StructuredForm
      fields={fields}
      submitLabel="Record"
      onSubmit={({ status, code }) => report.run({ deliveryId, status, code })}
      onCancel={onClose}
      isRunning={report.isRunning}
      failure={report.failure}
    />
  );
}

const settleFields = {
  outcome: {
    kind: 'choice',
    label: 'The goods',
    isRequired: true,
    options: toOptions({ 'returned-to-stock': 'Go back to stock', wasted: 'Are wasted' }),
  },
  reasonCode: { kind: 'choice', label: 'Reason', isRequired: true, options: toOptions(exceptionReasons) },
} as const;

function SettleForm({ known, onClose }: DialogProps): ReactNode {
  const { deliveryId } = known.delivery;
  const settle = useEndpointCommand(api.settleReturn, { invalidates, onDone: onClose });
  return (
    <StructuredForm
      fields={settleFields}
      submitLabel="Settle"
      onSubmit={(values) => settle.run({ deliveryId, ...values })}
      onCancel={onClose}
      isRunning={settle.isRunning}
      failure={settle.failure}
    />
  );
}

const changeReason = { kind: 'choice', label: 'Reason', isRequired: true, options: toOptions(changeReasons) } as const;
const moveFields = {
  needBy: { kind: 'date', label: 'Needed by' },
  shipOn: { kind: 'date', label: 'Ship on', hint: 'Leave empty to take the best day.' },
  reasonCode: changeReason,
} as const;

function MoveForm({ known, onClose }: DialogProps): ReactNode {
  const { deliveryId, needBy } = known.delivery;
  const move = useEndpointCommand(api.rescheduleDelivery, { invalidates, onDone: onClose });
  return (
    <StructuredForm
      fields={moveFields}
      initial={{ needBy: needBy ?? '' }}
      submitLabel="Move"
      onSubmit={(values) => move.run({ deliveryId, ...values })}
      onCancel={onClose}
      isRunning={move.isRunning}
      failure={move.failure}
    />
  );
}

function CancelForm({ known, onClose }: DialogProps): ReactNode {
  const { deliveryId } = known.delivery;
  const cancel = useEndpointCommand(api.cancelDelivery, { invalidates, onDone: onClose });
  return (
    <StructuredForm
      fields={{ reasonCode: changeReason }}
      submitLabel="Cancel the delivery"
      onSubmit={({ reasonCode }) => cancel.run({ deliveryId, reasonCode })}
      isRunning={cancel.isRunning}
      failure={cancel.failure}
    />
  );
}
