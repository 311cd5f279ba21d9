import { type ReactNode, useState } from 'react';
import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField } from '../../../ui/fields.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { useNow } from '../../../ui/now.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { useSiteTimeZone } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import type { DeliveryMethod, Storage } from '../domain/delivery.ts';
import type { DeliveryState } from '../domain/delivery-lifecycle.ts';
import { deliveryStates, type ListedDelivery, methods, storages } from './delivery-words.ts';

const spans = { '0': 'Leaves today', '7': 'Next seven days', '60': 'All' } as const;

const columns: readonly TableColumn<ListedDelivery>[] = [
  { id: 'ship-on', header: 'Ships', width: 130, cell: (row) => formatCalendarDay(row.shipOn as CalendarDay) },
  { id: 'patient', header: 'Patient', width: { grow: 2, least: 180 }, cell: (row) => row.patientName },
  { id: 'therapy', header: 'Therapy', width: 110, cell: (row) => row.therapyNumber },
  { id: 'state', header: 'State', width: 160, cell: (row) => <State delivery={row} /> },
  { id: 'next', header: 'Next', width: { grow: 1, least: 170 }, cell: nameNext },
  { id: 'storage', header: 'Storage', width: 190, cell: (row) => storages[row.storage as Storage] },
  { id: 'method', header: 'Delivered by', width: 170, cell: (row) => methods[row.method as DeliveryMethod] },
  { id: 'tracking', header: 'Tracking number', width: 190, cell: (row) => row.trackingNumber ?? '' },
];

/** What leaves the pharmacy, and what is on its way: arrows choose, Enter opens. */
export function ShippingPage(): ReactNode {
  const [span, setSpan] = useState<keyof typeof spans>('0');
  const today = dayIn(useNow(), useSiteTimeZone());
  const upTo = addDays(today, Number(span));
  const query = useEndpointQuery(api.listShipments, { upTo }, { topics: ['deliveries'], keepsPrevious: true });
  const goTo = useGoTo();
  return (
    <PageFrame
      fill
      title="Shipping"
      actions={
        <ChoiceField
          label="Days"
          value={span}
          options={Object.entries(spans).map(([value, label]) => ({ value, label }))}
          layout="row"
          message={null}
          onChange={(value) => setSpan(value as keyof typeof spans)}
        />
      }
      hints={[
        { keys: 'down', label: 'next' },
        { keys: 'enter', label: 'open' },
      ]}
    >
      {query.error !== null ? (
        <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="Shipments"
          columns={columns}
          rows={query.data?.shipments ?? []}
          rowId={(row) => row.deliveryId}
          rowTone={(row) => deliveryStates[row.state as DeliveryState].tone}
          onOpen={(row) => goTo(`/deliveries/${row.deliveryId}`)}
          isLoading={query.data === undefined}
          claimsFocus
          empty={<EmptyState title="Nothing to ship" sentence="No delivery leaves up to this day." />}
        />
      )}
    </PageFrame>
  );
}

function State(props: { readonly delivery: ListedDelivery }): ReactNode {
  const state = deliveryStates[props.delivery.state as DeliveryState];
  return <StatusBadge tone={state.tone}>{state.label}</StatusBadge>;
}

function nameNext(delivery: ListedDelivery): string {
  if (delivery.state === 'scheduled') return delivery.hasVerifiedFill ? 'Pack' : 'Waits for the fill';
  if (delivery.state === 'packed') return 'Hand over';
  return delivery.state === 'exception' ? 'Work the exception' : '';
}
