import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import type { Cents } from '../../../kernel/money.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatDuration } from '../../../ui/format-duration.ts';
import { formatMoney } from '../../../ui/format-money.ts';
import { useNow } from '../../../ui/now.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { claimStates } from './claim-states.ts';
import { nameRole, type OpenClaim } from './claim-words.ts';

const columns: readonly TableColumn<OpenClaim>[] = [
  {
    id: 'state',
    header: 'State',
    width: 116,
    cell: ({ state }) => <StatusBadge tone={claimStates[state].tone}>{claimStates[state].label}</StatusBadge>,
  },
  { id: 'age', header: 'Age', width: 96, cell: (claim) => <Age since={claim.since as Instant} /> },
  {
    id: 'claimed',
    header: 'Claimed',
    width: 104,
    align: 'end',
    cell: ({ claimedCents }) => formatMoney(claimedCents as Cents),
  },
  { id: 'patient', header: 'Patient', width: { grow: 1, least: 124 }, cell: ({ patientName }) => patientName },
  { id: 'plan', header: 'Plan', width: { grow: 1, least: 110 }, cell: ({ planName }) => planName },
  { id: 'reason', header: 'Why', width: { grow: 3, least: 180 }, cell: ({ reason }) => reason },
  { id: 'action', header: 'First step', width: { grow: 2, least: 160 }, cell: ({ firstAction }) => firstAction },
  { id: 'role', header: 'Who', width: { grow: 1, least: 110 }, cell: ({ role }) => nameRole(role) },
];

function Age(props: { readonly since: Instant }): ReactNode {
  const now = useNow();
  return formatDuration(Date.parse(now) - Date.parse(props.since));
}

/** Claims that need somebody: rejected ones, and those that a payer may have and did not answer. */
export function OpenClaimsPage(): ReactNode {
  const goTo = useGoTo();
  const query = useEndpointQuery(api.listOpenClaims, {}, { topics: ['queue:claim-rejects'] });
  const { data } = query;
  const count = (kind: OpenClaim['kind']): number => data?.claims.filter((claim) => claim.kind === kind).length ?? 0;
  const sums =
    data === undefined
      ? undefined
      : `${count('rejected')} rejected, ${formatMoney(data.rejectedCents as Cents)}; ${count('unanswered')} without an answer, ${formatMoney(data.unansweredCents as Cents)}`;
  return (
    <PageFrame
      title="Claims"
      fill
      beside={sums}
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: 'fill and its payers' },
      ]}
    >
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      <DataTable
        label="Claims that need somebody"
        columns={columns}
        rows={data?.claims ?? []}
        rowId={({ claimId }) => claimId}
        rowTone={({ kind }) => (kind === 'rejected' ? 'blocked' : 'due')}
        isLoading={query.isPending}
        onOpen={({ fillId }) => goTo(`/fills/${fillId}`)}
        empty={
          <EmptyState title="No claim needs anybody" sentence="Rejects, and claims without an answer, appear here." />
        }
        claimsFocus
      />
    </PageFrame>
  );
}
