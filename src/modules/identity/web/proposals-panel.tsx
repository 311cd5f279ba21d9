import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { ClockBadge } from '../../../ui/clock-badge.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LineList } from '../../../ui/line-list.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { useNow } from '../../../ui/now.ts';
import { useSession } from '../../../ui/session.ts';
import * as api from '../api.ts';
import { decideSecondPerson } from '../domain/proposal-decision.ts';

/** What other people proposed and this person may decide. */
export function ProposalsPanel(): ReactNode {
  const { staffId } = useSession();
  const now = useNow();
  const query = useEndpointQuery(api.listProposals, {});
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={2} />;
  const open = query.data.proposals.filter((proposal) => decideSecondPerson(proposal, { person: staffId, now }).ok);
  if (open.length === 0) return <EmptyState title="Nothing waits for a second person" />;
  return (
    <LineList
      label="Waits for a second person"
      lines={open.map((proposal) => ({
        id: proposal.proposalId,
        to: '/proposals',
        title: proposal.title,
        detail: `${proposal.subject}, proposed by ${proposal.proposerName}`,
        mark: <ClockBadge clock={{ kind: 'running', dueAt: proposal.expiresAt as Instant }} />,
      }))}
      all={{ to: '/proposals', label: 'All proposals' }}
    />
  );
}
