import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink, useGoTo, usePathParameter } from '../../../ui/page-link.tsx';
import { queueRowHeight } from '../../../ui/queue-subject.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { DataTable } from '../../../ui/table.tsx';
import * as api from '../api.ts';
import { isQueueCode, type QueueCode, queues } from '../domain/queue.ts';
import { workPermissions } from '../permissions.ts';
import { findActiveRow } from './active-row.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { BulkBar, HandOverDialog } from './bulk-bar.tsx';
import { useItemColumns, useItemTone } from './item-columns.tsx';
import { QueueFilters, useQueueFilters } from './queue-filters.tsx';
import { formatCount, formatOverdue, pathOfItem, type QueueItem, queueTopics } from './queue-words.ts';
import { useBulk } from './use-bulk.ts';
import { type QueueView, useQueueItems, useQueueView } from './use-queue.ts';
import { type TakeNext, useTakeNext } from './use-take-next.ts';
import { type Taking, useTaking } from './use-taking.ts';
import classes from './work.module.css';

const breadcrumbs = [{ label: 'Work queues', path: '/queues' }];

const hints = [
  { keys: 'j', label: 'next' },
  { keys: 'k', label: 'before' },
  { keys: 'enter', label: 'open' },
  { keys: 't', label: 'take' },
  { keys: 'r', label: 'put back' },
  { keys: ' ', label: 'mark' },
  { keys: 'h', label: 'hand over' },
  { keys: 'n', label: 'next for me' },
];

/** One work queue in its order: arrows choose, Enter opens, t takes, r puts back, h hands over, Space marks several. */
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
  const filters = useQueueFilters(queue);
  const next = useTakeNext(queue);
  const mayAssign = useHasPermission(workPermissions.releaseWorkOfOthers.code);
  return (
    <PageFrame
      fill
      title={queues[queue].label}
      breadcrumbs={breadcrumbs}
      beside={<QueueCounts queue={queue} />}
      hints={mayAssign ? [...hints, { keys: 'a', label: 'assign' }] : hints}
    >
      <QueueFilters queue={queue} view={view} filters={filters.data} />
      <NextNotice next={next} />
      <TakingFailure taking={taking} />
      <QueueTable queue={queue} view={view} taking={taking} colleagues={filters.data?.colleagues ?? []} />
    </PageFrame>
  );
}

function QueueTable(props: {
  readonly queue: QueueCode;
  readonly view: QueueView;
  readonly taking: Taking;
  readonly colleagues: Parameters<typeof HandOverDialog>[0]['colleagues'];
}): ReactNode {
  const { queue, view, taking } = props;
  const list = useQueueItems(queue, view);
  const place = useRef<HTMLDivElement>(null);
  const [hands, setHands] = useState(false);
  const [assigned, setAssigned] = useState<QueueItem | null>(null);
  const mayAssign = useHasPermission(workPermissions.releaseWorkOfOthers.code);
  const bulk = useBulk(list.items, () => setHands(false));
  const columns = useItemColumns(taking);
  const rowTone = useItemTone();
  const goTo = useGoTo();
  const openHandOver = (): void => {
    if (bulk.marked.size === 0) onActive(place, list.items, ({ itemId }) => bulk.toggle(itemId));
    setHands(true);
  };
  const onRow = (run: (item: QueueItem) => void): void => {
    if (!taking.isRunning) onActive(place, list.items, run);
  };
  const isMarked = bulk.marked.size > 0;
  useShortcuts([
    { keys: 't', label: 'Take', group: 'This page', run: () => (isMarked ? bulk.take() : onRow(taking.take)) },
    {
      keys: 'r',
      label: 'Put back',
      group: 'This page',
      run: () => (isMarked ? bulk.release() : onRow(taking.release)),
    },
    { keys: 'h', label: 'Hand over', group: 'This page', run: openHandOver },
    ...(mayAssign ? [{ keys: 'a', label: 'Assign', group: 'This page', run: () => onRow(setAssigned) }] : []),
  ]);
  const open = (item: QueueItem): void => {
    const path = pathOfItem(item);
    if (path !== null) goTo(path);
  };
  return (
    <div ref={place} className={classes['table']}>
      <BulkBar bulk={bulk} onHandOver={openHandOver} />
      {hands && <HandOverDialog bulk={bulk} colleagues={props.colleagues} onClose={() => setHands(false)} />}
      {assigned !== null && <AssignDialog item={assigned} onClose={() => setAssigned(null)} />}
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
          {...(taking.mayTake ? { selection: { selected: bulk.marked, onToggle: bulk.toggle } } : {})}
        />
      )}
    </div>
  );
}

/** Runs something on the row that the keyboard is on, if any. */
function onActive(
  place: RefObject<HTMLElement | null>,
  items: readonly QueueItem[],
  run: (item: QueueItem) => void,
): void {
  const item = findActiveRow(place.current, items);
  if (item !== null) run(item);
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

/** What became of the wish for the next item, while the person is still here. */
function NextNotice(props: { readonly next: TakeNext }): ReactNode {
  const { failure, sentence } = props.next;
  if (failure !== null) return <FailureNotice failure={failure} />;
  return sentence === null ? null : <Notice tone="neutral" sentence={sentence} />;
}

function TakingFailure(props: { readonly taking: Taking }): ReactNode {
  const { failure, warning } = props.taking;
  if (failure === null) return warning === null ? null : <Notice tone="due" sentence={warning} />;
  if (failure.kind !== 'refusal') return <FailureNotice failure={failure} />;
  return <Notice tone="blocked" urgency="alert" sentence={failure.sentence} />;
}

function NothingWaits(props: { readonly view: QueueView }): ReactNode {
  const { view } = props;
  if (view.values.owner === 'me' && view.filter.narrowing === null)
    return <EmptyState title="Nothing taken" sentence="You have taken nothing from this queue." />;
  return (
    <EmptyState
      title="Nothing waits here"
      sentence={view.isNarrowed ? 'Without these filters there may be work.' : 'New work appears here by itself.'}
    />
  );
}
