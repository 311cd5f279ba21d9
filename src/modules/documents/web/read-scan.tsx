import type { ReactNode } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { RecordFailure } from '../../../ui/record-failure.tsx';
import * as api from '../scans-api.ts';

/** A scan with what was found on it. */
export type ShownScan = ResponseOf<typeof api.getScan>;

/** Reads a scan, and again whenever something became of it, and shows what is made of it. */
export function ReadScan(props: {
  readonly scanId: string;
  readonly children: (scan: ShownScan) => ReactNode;
}): ReactNode {
  const { scanId } = props;
  const query = useEndpointQuery(api.getScan, { scanId }, { topics: [`scan:${scanId}`, 'scans'] });
  if (query.error !== null) return <RecordFailure failure={query.error} onRetry={() => void query.refetch()} />;
  return query.data === undefined ? <LoadingRows rows={8} /> : props.children(query.data);
}
