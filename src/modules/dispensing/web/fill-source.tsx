import type { ReactNode } from 'react';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatNdcText } from '../../../ui/format-ndc.ts';
import { formatQuantity } from '../../../ui/format-quantity.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import type { PanelProps } from '../../../ui/module-web.ts';
import * as api from '../api.ts';
import type { FillState } from '../domain/fill-lifecycle.ts';
import { ClaimSection } from './claim-section.tsx';
import { fillStates } from './fill-words.ts';

/** The fill from which a fact of the timeline comes, or the claim of its fill; nothing for other facts. */
export function FillSource(props: PanelProps['fact-source']): ReactNode {
  const { kind, id, fillId } = props;
  const wanted = kind === 'fill' ? id : kind === 'claim' ? fillId : null;
  return wanted === null ? null : <KnownSource fillId={wanted} isClaim={kind === 'claim'} />;
}

function KnownSource(props: { readonly fillId: string; readonly isClaim: boolean }): ReactNode {
  const { fillId } = props;
  const query = useEndpointQuery(api.getFill, { fillId }, { topics: [`fill:${fillId}`] });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={4} />;
  const { fill } = query.data;
  if (props.isClaim) return <ClaimSection bench={query.data} isReadOnly />;
  return (
    <KeyValueList
      columns={2}
      items={[
        { label: 'State', value: fillStates[fill.state as FillState].label },
        { label: 'Drug', value: `${fill.drugText}, ${formatNdcText(fill.ndc11)}` },
        { label: 'Quantity', value: `${formatQuantity(fill)} for ${fill.daysSupply} days` },
        { label: 'Lot', value: fill.lotNumber },
        { label: 'Filled by', value: fill.filledBy?.name ?? null },
        { label: 'Verified by', value: fill.verifiedBy?.name ?? null },
      ]}
    />
  );
}
