import type { ReactNode } from 'react';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import type { PanelProps } from '../../../ui/module-web.ts';
import { useNow } from '../../../ui/now.ts';
import * as api from '../api.ts';
import { DeliveryHistory, listDeliveryFacts } from './delivery-facts.tsx';

/** The delivery from which a fact of the timeline comes; nothing for other facts. */
export function DeliverySource(props: PanelProps['fact-source']): ReactNode {
  return props.kind === 'delivery' ? <KnownSource deliveryId={props.id} /> : null;
}

function KnownSource(props: { readonly deliveryId: string }): ReactNode {
  const { deliveryId } = props;
  const now = useNow();
  const query = useEndpointQuery(api.getDelivery, { deliveryId }, { topics: [`delivery:${deliveryId}`] });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={4} />;
  return (
    <>
      <KeyValueList columns={2} items={listDeliveryFacts(query.data, now)} />
      <DeliveryHistory known={query.data} />
    </>
  );
}
