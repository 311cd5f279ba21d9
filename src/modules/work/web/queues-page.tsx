import type { ReactNode } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink, useGoTo } from '../../../ui/page-link.tsx';
import { type SessionSite, useSession } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { formatCount, formatOverdue, type QueueSummary, queueTopics } from './queue-words.ts';
import classes from './work.module.css';

/** All work queues in the order of a therapy's journey, with what waits in each. */
export function QueuesPage(): ReactNode {
  const query = useEndpointQuery(api.listQueues, {}, { topics: queueTopics });
  const { sites } = useSession();
  const goTo = useGoTo();
  const queues = query.data?.queues ?? [];
  const open = queues.reduce((sum, queue) => sum + queue.open, 0);
  return (
    <PageFrame
      fill
      title="Work queues"
      beside={query.data !== undefined && <span className={classes['counts']}>{formatCount(open)} open</span>}
      actions={<PageLink to="/work-order">Order of work</PageLink>}
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'enter', label: 'open the queue' },
      ]}
    >
      {query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {(query.error === null || query.data !== undefined) && (
        <DataTable
          label="Work queues"
          columns={columnsOf(sites)}
          rows={queues}
          rowId={({ queue }) => queue}
          rowTone={({ overdue }) => (overdue > 0 ? 'blocked' : null)}
          isLoading={query.isPending}
          onOpen={({ queue }) => goTo(`/queues/${queue}`)}
          claimsFocus
          empty={<EmptyState title="There are no queues" />}
        />
      )}
    </PageFrame>
  );
}

function columnsOf(sites: readonly SessionSite[]): readonly TableColumn<QueueSummary>[] {
  return [
    { id: 'queue', header: 'Queue', width: 190, cell: (queue) => queue.label },
    {
      id: 'whose',
      header: 'For',
      width: 110,
      cell: (queue) => queue.isMine && <StatusBadge tone="current">My roles</StatusBadge>,
    },
    { id: 'open', header: 'Open', width: 80, align: 'end', cell: ({ open }) => formatCount(open) },
    { id: 'overdue', header: 'Overdue', width: 80, align: 'end', cell: (queue) => <Overdue count={queue.overdue} /> },
    { id: 'taken', header: 'Taken', width: 80, align: 'end', cell: ({ taken }) => formatCount(taken) },
    { id: 'mine', header: 'Mine', width: 80, align: 'end', cell: ({ takenByMe }) => formatCount(takenByMe) },
    { id: 'sites', header: 'By site', width: { grow: 1, least: 260 }, cell: (queue) => nameSites(queue, sites) },
  ];
}

/** A count that stands out only when something is overdue. */
function Overdue(props: { readonly count: number }): ReactNode {
  if (props.count === 0) return '0';
  return <span className={classes['overdue']}>{formatOverdue(props.count)}</span>;
}

/** Names the sites in the order of the session, so that all rows name them alike; work without a site comes last. */
function nameSites(queue: QueueSummary, sites: readonly SessionSite[]): string {
  const places = [...sites, { siteId: null, name: 'No site' }];
  return places
    .map(({ siteId, name }) => ({ name, open: queue.sites.find((site) => site.siteId === siteId)?.open ?? 0 }))
    .filter(({ open }) => open > 0)
    .map(({ name, open }) => `${name} ${formatCount(open)}`)
    .join(' · ');
}
