import type { ReactNode } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LineList } from '../../../ui/line-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import { describeHealth, describeSilence } from './partner-words.ts';

/** The connections to outside partners that need a look, with what is wrong about each. */
export function ConnectionsPanel(): ReactNode {
  const query = useEndpointQuery(api.listPartners, {});
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={3} />;
  const { partners } = query.data;
  const ill = partners
    .map((partner) => ({ partner, health: describeHealth(partner) }))
    .filter(({ health }) => health.tone === 'blocked' || health.tone === 'due');
  if (ill.length === 0) return <EmptyState title={`All ${partners.length} connections are well`} />;
  return (
    <LineList
      label="Connections that need a look"
      lines={ill.map(({ partner, health }) => ({
        id: partner.partnerId,
        to: '/partners',
        title: partner.name,
        detail: describeSilence(partner),
        mark: <StatusBadge tone={health.tone}>{health.label}</StatusBadge>,
      }))}
      all={{ to: '/partners', label: `All ${partners.length} partners` }}
    />
  );
}
