import type { ReactNode } from 'react';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { useNow } from '../../../ui/now.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { usePathParameter } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { RecordFailure } from '../../../ui/record-failure.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import type { DeliveryState } from '../domain/delivery-lifecycle.ts';
import { CustodyList } from './custody-panel.tsx';
import classes from './deliveries-panel.module.css';
import { DeliveryActions } from './delivery-actions.tsx';
import { DeliveryHistory, listDeliveryFacts } from './delivery-facts.tsx';
import { deliveryStates } from './delivery-words.ts';

/** The page of one delivery: what was agreed, the next step, and where it is. */
export function DeliveryPage(): ReactNode {
  const deliveryId = usePathParameter('deliveryId');
  const now = useNow();
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
          <KeyValueList columns={2} items={listDeliveryFacts(known, now)} />
        </Panel>
        <Panel title="Where it is">
          <DeliveryHistory known={known} />
        </Panel>
        {delivery.clinicId !== null && (
          <Panel title="Custody">
            <CustodyList known={known} />
          </Panel>
        )}
      </div>
    </PageFrame>
  );
}
