import type { ReactNode } from 'react';
import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import * as api from '../api.ts';

/** A referral as panels show it. */
export type ShownReferral = ResponseOf<typeof api.getReferral>;

/** Of which prescription, or of which therapy's present one. */
export type ReferralOf = RequestOf<typeof api.getReferral>;

/** What is read again after a command. */
export const invalidates = [api.getReferral, api.listReferrals];

/** Reads a referral for a panel; panels of one page share the reading. */
export function ReferralReader(props: {
  readonly of: ReferralOf;
  readonly children: (referral: ShownReferral) => ReactNode;
}): ReactNode {
  const { of } = props;
  const topic = 'prescriptionId' in of ? `prescription:${of.prescriptionId}` : `therapy:${of.therapyId}`;
  const query = useEndpointQuery(api.getReferral, of, { topics: [topic] });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  return query.data === undefined ? <LoadingRows rows={3} /> : props.children(query.data);
}
