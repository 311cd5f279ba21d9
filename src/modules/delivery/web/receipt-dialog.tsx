import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { dayIn, formatLocalMinute, instantAt } from '../../../kernel/instant.ts';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { useNow } from '../../../ui/now.ts';
import { useSiteTimeZone } from '../../../ui/session.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { recordClinicReceipt } from '../clinic-api.ts';
import { conditions, receiptReasons, receiverRoles } from '../domain/clinic-receipt.ts';
import type { KnownDelivery } from './delivery-words.ts';
import { toOptions } from './delivery-words.ts';

const invalidates = [api.getDelivery, api.listDeliveries, api.listShipments];

const ranges = { 'in-range': 'Stayed in range', 'out-of-range': 'Left its range' } as const;

const receiptFields = {
  receiverName: { kind: 'text', label: 'Received by', isRequired: true, longest: 80 },
  receiverRole: { kind: 'choice', label: 'Role at the clinic', isRequired: true, options: toOptions(receiverRoles) },
  receivedOn: { kind: 'date', label: 'Received on', isRequired: true },
  receivedTime: {
    kind: 'text',
    label: 'At',
    isRequired: true,
    isCode: true,
    pattern: { matches: /^([01]\d|2[0-3]):[0-5]\d$/, sentence: 'Hours and minutes, such as 14:05.' },
  },
  lotNumber: { kind: 'text', label: 'Lot', isRequired: true, isCode: true, longest: 40 },
  packages: { kind: 'number', label: 'Packages', isRequired: true, isWhole: true, leastThousandths: 1_000 },
  temperature: {
    kind: 'text',
    label: 'Temperature read, °C',
    isCode: true,
    pattern: { matches: /^-?\d{1,3}(\.\d)?$/, sentence: 'Degrees with one decimal at most, such as 4.5.' },
  },
  range: { kind: 'choice', label: 'Temperature on the way', layout: 'row', options: toOptions(ranges) },
  condition: { kind: 'choice', label: 'Condition', isRequired: true, options: toOptions(conditions) },
  reasonCode: {
    kind: 'choice',
    label: 'Not accepted because',
    hint: 'Leave open when the clinic accepts it; else it goes back to the pharmacy.',
    options: toOptions(receiptReasons),
  },
} as const;

/** Asks who of the clinic received the goods, when and in which state. */
export function ReceiptForm(props: { readonly known: KnownDelivery; readonly onClose: () => void }): ReactNode {
  const { known, onClose } = props;
  const { deliveryId } = known.delivery;
  const timeZone = useSiteTimeZone();
  // The form begins at the moment at which it is opened.
  const [openedAt] = useState(useNow());
  const record = useEndpointCommand(recordClinicReceipt, { invalidates, onDone: onClose });
  return (
    <StructuredForm
      fields={receiptFields}
      columns={2}
      initial={{
        receivedOn: dayIn(openedAt, timeZone),
        receivedTime: formatLocalMinute(openedAt, timeZone).slice(-5),
        lotNumber: known.lotNumber ?? '',
        packages: '1',
        condition: 'intact',
      }}
      submitLabel="Record the hand-over"
      onSubmit={(values) =>
        record.run({
          deliveryId,
          receiverName: values.receiverName,
          receiverRole: values.receiverRole,
          receivedAt: instantAt({ day: values.receivedOn as CalendarDay, time: values.receivedTime, timeZone }),
          lotNumber: values.lotNumber,
          packages: values.packages / 1_000,
          temperatureInRange: values.range === null ? null : values.range === 'in-range',
          temperatureTenths: values.temperature === null ? null : Math.round(Number(values.temperature) * 10),
          condition: values.condition,
          reasonCode: values.reasonCode,
        })
      }
      onCancel={onClose}
      isRunning={record.isRunning}
      failure={record.failure}
    />
  );
}

const takerFields = {
  takenBy: { kind: 'text', label: 'Taken by', hint: 'The driver or messenger, by name', isRequired: true, longest: 80 },
} as const;

/** Asks who takes the goods to the clinic, and hands them over. */
export function TakerForm(props: { readonly known: KnownDelivery; readonly onClose: () => void }): ReactNode {
  const { deliveryId } = props.known.delivery;
  const handOver = useEndpointCommand(api.handOverDelivery, { invalidates, onDone: props.onClose });
  return (
    <StructuredForm
      fields={takerFields}
      submitLabel="Hand over"
      onSubmit={({ takenBy }) => handOver.run({ deliveryId, takenBy })}
      onCancel={props.onClose}
      isRunning={handOver.isRunning}
      failure={handOver.failure}
    />
  );
}
