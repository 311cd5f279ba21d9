import type { ReactNode } from 'react';
import type { PrescriptionId } from '../../../kernel/ids.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import type { PanelProps } from '../../../ui/module-web.ts';
import * as api from '../api.ts';
import { StatedFacts } from './stated-facts.tsx';

/** The prescription from which a fact of the timeline comes, in the words of its sender; nothing for other facts. */
export function PrescriptionSource(props: PanelProps['fact-source']): ReactNode {
  return props.kind === 'prescription' ? <KnownSource prescriptionId={props.id as PrescriptionId} /> : null;
}

function KnownSource(props: { readonly prescriptionId: PrescriptionId }): ReactNode {
  const { prescriptionId } = props;
  const topics = [`prescription:${prescriptionId}`];
  const query = useEndpointQuery(api.getPrescription, { prescriptionId }, { topics });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={4} />;
  return <StatedFacts prescription={query.data} />;
}
