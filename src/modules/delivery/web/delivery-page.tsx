import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { cents } from '../../../kernel/money.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { formatMoney } from '../../../ui/format-money.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { type KeyValue, KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { usePathParameter } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { RecordFailure } from '../../../ui/record-failure.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import type { DeliveryMethod, PaymentMethod, Storage } from '../domain/delivery.ts';
import type { DeliveryState } from '../domain/delivery-lifecycle.ts';
import { packOuts } from '../domain/pack-out.ts';
import classes from './deliveries-panel.module.css';
import { DeliveryActions } from './delivery-actions.tsx';
import { deliveryStates, deliverySteps, methods, nameReason, payments, storages } from './delivery-words.ts';

/** A delivery with everything that is known of it. */
export type KnownDelivery = ResponseOf<typeof api.getDelivery>;

/** The page of one delivery: what was agreed, the next step, and where it is. */
export function DeliveryPage(): ReactNode {
  const deliveryId = usePathParameter('deliveryId');
  const query = useEndpointQuery(api.getDelivery, { deliveryId }, { topics: [`delivery:${deliveryId}`] });
  if (query.data === undefined) {
    return (
      <PageFrame title="Delivery">
        {query.error === null ? (
          <LoadingRows rows={6} />
        ) : (
          <RecordFailure failure={query.error} onRetry={() => void query.refetch()} />
        )}
      </PageFrame>
    );
  }
  const known = query.data;
  const { delivery } = known;
  const state = deliveryStates[delivery.state as DeliveryState];
  return (
    <PageFrame
      title={delivery.patientName}
      breadcrumbs={[
        { label: 'Shipping', path: '/shipping' },
        { label: `Therapy ${delivery.therapyNumber}`, path: `/therapies/${delivery.therapyId}` },
      ]}
      beside={<StatusBadge tone={state.tone}>{state.label}</StatusBadge>}
    >
      <DeliveryActions known={known} />
      <div className={classes['columns']}>
        <Panel title="Agreed">
          <KeyValueList columns={2} items={listFacts(known)} />
        </Panel>
        <Panel title="Where it is">
          <History known={known} />
        </Panel>
      </div>
    </PageFrame>
  );
}

function listFacts(known: KnownDelivery): readonly KeyValue[] {
  const { delivery, address } = known;
  const day = (value: string): string => formatCalendarDay(value as CalendarDay);
  const packOut = packOuts.find(({ code }) => code === delivery.packOut);
  return [
    { label: 'Ships', value: day(delivery.shipOn) },
    { label: 'Arrives', value: day(delivery.arrivesOn) },
    { label: 'Needed by', value: delivery.needBy === null ? null : day(delivery.needBy) },
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

function History(props: { readonly known: KnownDelivery }): ReactNode {
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
