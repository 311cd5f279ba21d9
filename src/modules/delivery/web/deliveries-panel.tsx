import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import type { DeliveryMethod } from '../domain/delivery.ts';
import type { DeliveryState } from '../domain/delivery-lifecycle.ts';
import { deliveryPermissions } from '../permissions.ts';
import { deliveryRefusals } from '../refusals.ts';
import classes from './deliveries-panel.module.css';
import { deliveryStates, type ListedDelivery, methods } from './delivery-words.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';

/** The deliveries of a therapy, newest first, and the form by which the next one is agreed. */
export function DeliveriesPanel(props: { readonly therapyId: TherapyId }): ReactNode {
  const { therapyId } = props;
  const [isScheduling, setScheduling] = useState(false);
  const maySchedule = useHasPermission(deliveryPermissions.schedule.code);
  const query = useEndpointQuery(api.listDeliveries, { therapyId }, { topics: [`therapy:${therapyId}`] });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={2} />;
  const { deliveries } = query.data;
  const isAgreed = deliveries.some(({ state }) => state === 'scheduled' || state === 'packed');
  return (
    <>
      {deliveries.length > 0 && (
        <ul className={classes['list']}>
          {deliveries.map((delivery) => (
            <DeliveryLine key={delivery.deliveryId} delivery={delivery} />
          ))}
        </ul>
      )}
      {maySchedule && (
        <ReasonedButton
          label="Schedule a delivery"
          kind="secondary"
          onPress={() => setScheduling(true)}
          refusal={isAgreed ? deliveryRefusals.deliveryUnderWay : null}
        />
      )}
      {isScheduling && <ScheduleDialog therapyId={therapyId} onClose={() => setScheduling(false)} />}
    </>
  );
}

function DeliveryLine(props: { readonly delivery: ListedDelivery }): ReactNode {
  const { delivery } = props;
  const state = deliveryStates[delivery.state as DeliveryState];
  return (
    <li className={classes['line']}>
      <PageLink to={`/deliveries/${delivery.deliveryId}`}>{methods[delivery.method as DeliveryMethod]}</PageLink>
      <StatusBadge tone={state.tone}>{state.label}</StatusBadge>
      <span>
        Ships {formatCalendarDay(delivery.shipOn as CalendarDay)}, arrives{' '}
        {formatCalendarDay(delivery.arrivesOn as CalendarDay)}
      </span>
      <span>{delivery.trackingNumber ?? ''}</span>
    </li>
  );
}
