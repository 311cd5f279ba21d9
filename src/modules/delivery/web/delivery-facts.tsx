import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { cents } from '../../../kernel/money.ts';
import { formatMoney } from '../../../ui/format-money.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import type { KeyValue } from '../../../ui/key-value-list.tsx';
import { Moment } from '../../../ui/moment.tsx';
import type { DeliveryMethod, PaymentMethod, Storage } from '../domain/delivery.ts';
import { packOuts } from '../domain/pack-out.ts';
import { describeNeed } from './clinic-need-words.ts';
import classes from './deliveries-panel.module.css';
import type { KnownDelivery } from './delivery-words.ts';
import { deliverySteps, methods, nameReason, payments, storages } from './delivery-words.ts';

/** Lists what was agreed about a delivery. */
export function listDeliveryFacts(known: KnownDelivery, now: Instant): readonly KeyValue[] {
  const { delivery, address, need } = known;
  const day = (value: string): string => formatCalendarDay(value as CalendarDay);
  const packOut = packOuts.find(({ code }) => code === delivery.packOut);
  return [
    { label: 'Ships', value: day(delivery.shipOn) },
    { label: 'Arrives', value: day(delivery.arrivesOn) },
    { label: 'Needed by', value: delivery.needBy === null ? null : day(delivery.needBy) },
    ...(need === null ? [] : [{ label: 'Appointment', value: describeNeed(need, now) }]),
    ...(delivery.clinicName === null ? [] : [{ label: 'Clinic', value: delivery.clinicName }]),
    { label: 'Delivered by', value: methods[delivery.method as DeliveryMethod] },
    { label: 'Storage', value: storages[delivery.storage as Storage] },
    { label: 'Pack-out', value: packOut?.label ?? null },
    { label: 'Recipient', value: known.recipientName },
    { label: 'Telephone', value: known.phone },
    {
      label: 'Address',
      value:
        address === null
          ? null
          : `${address.lines.join(', ')}, ${address.city}, ${address.state} ${address.postalCode}`,
    },
    { label: 'Note', value: known.note },
    { label: 'Signature', value: delivery.signatureRequired ? 'Needed' : 'Not needed' },
    {
      label: 'Copay',
      value: `${formatMoney(cents(delivery.copayCents))}, ${payments[delivery.paymentMethod as PaymentMethod]}`,
    },
    { label: 'Courier', value: delivery.carrier },
    { label: 'Tracking number', value: delivery.trackingNumber },
  ];
}

/** The steps of a delivery in their order. */
export function DeliveryHistory(props: { readonly known: KnownDelivery }): ReactNode {
  const { steps } = props.known;
  return (
    <ol className={classes['list']}>
      {steps.map((step) => (
        <li key={`${step.occurredAt}-${step.step}`} className={classes['line']}>
          <span>{deliverySteps[step.step] ?? step.step}</span>
          <span>{step.reasonCode === null ? '' : nameReason(step.reasonCode)}</span>
          <span>{step.actorName ?? 'Courier'}</span>
          <Moment at={step.occurredAt as Instant} />
        </li>
      ))}
    </ol>
  );
}
