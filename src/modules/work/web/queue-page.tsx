import { type ReactNode, useRef } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField } from '../../../ui/fields.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink, useGoTo, usePathParameter } from '../../../ui/page-link.tsx';
import { queueRowHeight } from '../../../ui/queue-subject.tsx';
import { useSession } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { DataTable } from '../../../ui/table.tsx';
import * as api from '../api.ts';
import { isQueueCode, type QueueCode, queues } from '../domain/queue.ts';
import { findActiveRow } from './active-row.ts';
import { useItemColumns, useItemTone } from './item-columns.tsx';
import { formatCount, formatOverdue, pathOfItem, type QueueItem, queueTopics } from './queue-words.ts';
import { owners, type QueueView, useQueueItems, useQueueView } from './use-queue.ts';
import { type Taking, useTaking } from './use-taking.ts';
import classes from './work.module.css';

const breadcrumbs = [{ label: 'Work queues', path: '/queues' }];

const hints = [
  { keys: 'j', label: 'next' },
  { keys: 'k', label: 'before' },
  { keys: 'enter', label: 'open' },
  { keys: 't', label: 'take' },
  { keys: 'r', label: 'put back' },
];

/** One work queue in its order: arrows choose, Enter opens, t takes and r puts back. */
export function QueuePage(): ReactNode {
  const queue = usePathParameter('queue');
  if (isQueueCode(queue)) return <KnownQueue key={queue} queue={queue} />;
  return (
    <PageFrame title="Work queue" breadcrumbs={breadcrumbs}>
      <EmptyState title="There is no such queue" action={<PageLink to="/queues">See all work queues</PageLink>} />
    </PageFrame>
  );
}

function KnownQueue(props: { readonly queue: QueueCode }): ReactNode {
  const { queue } = props;
  const view = useQueueView();
  const taking = useTaking();
  return (
    <PageFrame
      fill
      title={queues[queue].label}
      breadcrumbs={breadcrumbs}
      beside={<QueueCounts queue={queue} />}
      hints={hints}
    >
      <QueueFilters view={view} />
      <TakingFailure taking={taking} />
      <QueueTable queue={queue} view={view} taking={taking} />
    </PageFrame>
  );
}

function QueueTable(props: {
  readonly queue: QueueCode;
  readonly view: QueueView;
  readonly taking: Taking;
}): ReactNode {
  const { queue, view, taking } = props;
  const list = useQueueItems(queue, view);
  const place = useRef<HTMLDivElement>(null);
  const columns = useItemColumns(taking);
  const rowTone = useItemTone();
  const goTo = useGoTo();
  const act = (run: (item: QueueItem) => void) => () => {
    const item = findActiveRow(place.current, list.items);
    if (item !== null && !taking.isRunning) run(item);
  };
  useShortcuts([
    { keys: 't', label: 'Take', group: 'This page', run: act(taking.take) },
    { keys: 'r', label: 'Put back', group: 'This page', run: act(taking.release) },
  ]);
  const open = (item: QueueItem): void => {
    const path = pathOfItem(item);
    if (path !== null) goTo(path);
  };
  return (
    <div ref={place} className={classes['table']}>
      {list.failure !== null && <FailureNotice failure={list.failure} onRetry={list.retry} />}
      {(list.failure === null || list.items.length > 0) && (
        <DataTable
          label={queues[queue].label}
          columns={columns}
          rows={list.items}
          rowId={({ itemId }) => itemId}
          rowTone={rowTone}
          rowHeight={queueRowHeight}
          totalRows={list.total}
          isLoading={list.isLoading}
          onNearEnd={list.loadMore}
          onOpen={open}
          claimsFocus
          empty={<NothingWaits view={view} />}
        />
      )}
    </div>
  );
}

/** Counts of the whole queue, whatever is shown of it. */
function QueueCounts(props: { readonly queue: QueueCode }): ReactNode {
  const query = useEndpointQuery(api.listQueues, {}, { topics: queueTopics });
  const counts = query.data?.queues.find(({ queue }) => queue === props.queue);
  if (counts === undefined) return null;
  return (
    <span className={classes['counts']}>
      {formatCount(counts.open)} open
      {counts.overdue > 0 && <span className={classes['overdue']}>{formatOverdue(counts.overdue)} overdue</span>}
      {counts.taken > 0 && <span>{formatCount(counts.taken)} taken</span>}
      {counts.takenByMe > 0 && <span>{formatCount(counts.takenByMe)} mine</span>}
    </span>
  );
}

function QueueFilters(props: { readonly view: QueueView }): ReactNode {
  const { view } = props;
  const { sites } = useSession();
  const siteOptions = [
    { value: '', label: 'All sites' },
    ...sites.map(({ siteId, name }) => ({ value: siteId, label: name })),
  ];
  return (
    <div className={classes['filters']}>
      <ChoiceField
        label="Taken by"
        value={view.owner}
        options={Object.entries(owners).map(([value, label]) => ({ value, label }))}
        layout="row"
        message={null}
        onChange={view.setOwner}
      />
      {sites.length > 1 && (
        <ChoiceField
          label="Site"
          value={view.siteId ?? ''}
          options={siteOptions}
          layout="row"
          message={null}
          onChange={view.setSite}
        />
      )}
    </div>
  );
}

function TakingFailure(props: { readonly taking: Taking }): ReactNode {
  const { failure } = props.taking;
  if (failure === null) return null;
  if (failure.kind !== 'refusal') return <FailureNotice failure={failure} />;
  return <Notice tone="blocked" urgency="alert" sentence={failure.sentence} />;
}

function NothingWaits(props: { readonly view: QueueView }): ReactNode {
  const { owner, siteId } = props.view;
  if (owner === 'me') return <EmptyState title="Nothing taken" sentence="You have taken nothing from this queue." />;
  const isPart = owner !== 'anyone' || siteId !== null;
  return (
    <EmptyState
      title="Nothing waits here"
      sentence={isPart ? 'Other sites or other people may have work.' : 'New work appears here by itself.'}
    />
  );
}
