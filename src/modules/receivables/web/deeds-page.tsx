import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { type EndpointPages, useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { Panel } from '../../../ui/panel.tsx';
import * as api from '../api.ts';
import { DisputeLine, WriteOffLine } from './deed-lines.tsx';
import type { ShownDispute, ShownWriteOff } from './receivables-words.ts';

const pageSize = 50;
const topics = ['receivables'];

/** What is disputed with payers and what is written off: what waits first, what is closed on demand. */
export function DeedsPage(): ReactNode {
  const [showsClosed, setShowsClosed] = useState(false);
  const disputes = useEndpointPages<typeof api.listDisputes, ShownDispute>(api.listDisputes, {
    request: (before) => ({ isOpen: !showsClosed, ...(before === null ? {} : { before }) }),
    next: (page) => lastOf(page.disputes.map(({ disputeId }) => disputeId)),
    rows: (page) => page.disputes,
    topics,
  });
  const writeOffs = useEndpointPages<typeof api.listWriteOffs, ShownWriteOff>(api.listWriteOffs, {
    request: (before) => ({ isWaiting: !showsClosed, ...(before === null ? {} : { before }) }),
    next: (page) => lastOf(page.writeOffs.map(({ writeOffId }) => writeOffId)),
    rows: (page) => page.writeOffs,
    topics,
  });
  return (
    <PageFrame
      title="Disputes and write-offs"
      breadcrumbs={[{ label: 'Receivables', path: '/receivables' }]}
      actions={
        <Button variant="default" size="compact-sm" onClick={() => setShowsClosed(!showsClosed)}>
          {showsClosed ? 'Show what waits' : 'Show what is closed'}
        </Button>
      }
    >
      <Panel title={showsClosed ? 'Closed disputes' : 'Open disputes'}>
        <Pages
          pages={disputes}
          empty={
            <EmptyState
              title="No such dispute"
              sentence="A dispute is opened on the page of a claim that was paid short."
            />
          }
          line={(dispute) => <DisputeLine key={dispute.disputeId} dispute={dispute} namesClaim />}
        />
      </Panel>
      <Panel title={showsClosed ? 'Decided write-offs' : 'Write-offs that wait for a second person'}>
        <Pages
          pages={writeOffs}
          empty={<EmptyState title="No such write-off" sentence="A write-off is proposed on the page of a claim." />}
          line={(writeOff) => <WriteOffLine key={writeOff.writeOffId} writeOff={writeOff} namesClaim />}
        />
      </Panel>
    </PageFrame>
  );
}

function Pages<Row>(props: {
  readonly pages: EndpointPages<Row>;
  readonly empty: ReactNode;
  readonly line: (row: Row) => ReactNode;
}): ReactNode {
  const { pages } = props;
  if (pages.failure !== null) return <FailureNotice failure={pages.failure} onRetry={pages.retry} />;
  if (pages.isLoading) return <LoadingRows rows={3} />;
  if (pages.rows.length === 0) return props.empty;
  return (
    <>
      {pages.rows.map(props.line)}
      {pages.hasMore && (
        <Button variant="subtle" size="compact-sm" onClick={pages.loadMore}>
          Show more
        </Button>
      )}
    </>
  );
}

function lastOf(ids: readonly string[]): string | null {
  return ids.length < pageSize ? null : (ids.at(-1) ?? null);
}
