import type { ReactNode } from 'react';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { formatNdcText } from '../../../ui/format-ndc.ts';
import { formatQuantity } from '../../../ui/format-quantity.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { usePathParameter } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { RecordFailure } from '../../../ui/record-failure.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import type { FillState } from '../domain/fill-lifecycle.ts';
import { ClaimSection } from './claim-section.tsx';
import { FillActions } from './fill-actions.tsx';
import { FillHistory } from './fill-history.tsx';
import classes from './fill-page.module.css';
import { type FillAtBench, fillStates } from './fill-words.ts';
import { PaperSection } from './paper-section.tsx';
import { ScanSection } from './scan-section.tsx';

/** The page of one fill, for the technician who fills it and the pharmacist who verifies it. */
export function FillPage(): ReactNode {
  const fillId = usePathParameter('fillId');
  const query = useEndpointQuery(api.getFill, { fillId }, { topics: [`fill:${fillId}`] });
  if (query.error !== null) {
    return (
      <PageFrame title="Fill">
        <RecordFailure failure={query.error} onRetry={() => void query.refetch()} />
      </PageFrame>
    );
  }
  return query.data === undefined ? (
    <PageFrame title="Fill">
      <LoadingRows rows={6} />
    </PageFrame>
  ) : (
    <FillView bench={query.data} />
  );
}

function FillView(props: { readonly bench: FillAtBench }): ReactNode {
  const { bench } = props;
  const { fill } = bench;
  const state = fillStates[fill.state as FillState];
  return (
    <PageFrame
      title={`${fill.patientName}, Rx ${fill.rxNumber}`}
      breadcrumbs={[{ label: 'Therapy', path: `/therapies/${fill.therapyId}` }]}
      beside={<StatusBadge tone={state.tone}>{state.label}</StatusBadge>}
    >
      <FillActions bench={bench} />
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <Panel title="To be filled">
            <KeyValueList columns={2} items={listFacts(bench)} />
          </Panel>
          <ScanSection bench={bench} />
        </div>
        <div className={classes['column']}>
          <PaperSection bench={bench} />
          <ClaimSection bench={bench} />
          <PanelSlotView slot="fill-claims" fillId={fill.fillId} />
          <FillHistory steps={bench.steps} />
        </div>
      </div>
    </PageFrame>
  );
}

function listFacts(bench: FillAtBench) {
  const { fill } = bench;
  return [
    { label: 'Product', value: fill.drugText },
    { label: 'NDC', value: formatNdcText(fill.ndc11) },
    { label: 'Quantity', value: `${formatQuantity(fill)} for ${fill.daysSupply} days` },
    { label: 'Directions', value: bench.directions ?? 'None on the prescription' },
    { label: 'Storage', value: storageWords[bench.storage] ?? bench.storage },
    { label: 'Handling', value: bench.isHazardous ? 'Hazardous drug: gloves' : 'No special handling' },
    { label: 'Lot', value: fill.lotNumber ?? 'Not picked yet' },
    { label: 'Expires', value: fill.lotExpiresOn ?? '' },
    { label: 'Filled by', value: fill.filledBy?.name ?? '' },
    { label: 'Verified by', value: fill.verifiedBy?.name ?? '' },
  ].filter((fact) => fact.value !== '');
}

const storageWords: Readonly<Record<string, string>> = {
  room: 'Room temperature',
  refrigerated: 'Refrigerator, 2 to 8 °C',
  frozen: 'Freezer',
};
