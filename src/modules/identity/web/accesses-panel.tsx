import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LineList } from '../../../ui/line-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import * as api from '../api.ts';
import { type AccessReason, accessReasonLabels } from '../domain/emergency-access.ts';

/** Who opened the records of all sites in an emergency, until somebody reviewed it. */
export function AccessesPanel(): ReactNode {
  const query = useEndpointQuery(api.listAccesses, { onlyUnreviewed: true });
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={2} />;
  const { accesses } = query.data;
  if (accesses.length === 0)
    return <EmptyState title="Nothing to review" sentence="Every emergency access was reviewed." />;
  return (
    <LineList
      label="Emergency access to review"
      lines={accesses.map((access) => ({
        id: access.accessId,
        to: '/emergency-access',
        title: access.staffName,
        detail: `${accessReasonLabels[access.reasonCode as AccessReason]}: ${access.reason}`,
        mark: <Moment at={access.openedAt as Instant} />,
      }))}
      all={{ to: '/emergency-access', label: 'All emergency access' }}
    />
  );
}
