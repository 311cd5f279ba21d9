import type { ReactNode } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import { BarBoard, BoardCounts } from '../../../ui/bar-board.tsx';
import type { Bar } from '../../../ui/bar-list.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { QueueSubject, queueRowHeight } from '../../../ui/queue-subject.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../board-api.ts';
import { type BoardPart, boardDimensionCodes, boardDimensions } from '../domain/barrier-board.ts';
import classes from './barrier-board-page.module.css';
import { type BoardView, useBoardView } from './board-view.ts';

type BoardRow = ResponseOf<typeof api.listBarrierRows>['rows'][number];

const columns: readonly TableColumn<BoardRow>[] = [
  {
    id: 'cost',
    header: 'Cost of waiting',
    width: 166,
    cell: ({ cost }) => (
      <span className={cost.daysWithout > 0 ? classes['late'] : classes['quiet']}>{cost.sentence}</span>
    ),
  },
  {
    id: 'subject',
    header: 'Patient and drug, and what blocks',
    width: { grow: 3, least: 200 },
    cell: (row) => (
      <QueueSubject
        subject={
          <>
            <PanelSlotView slot="patient-name" patientId={row.patientId as PatientId} /> <span>{row.drugName}</span>
          </>
        }
        reason={row.clause}
      />
    ),
  },
  {
    id: 'move',
    header: 'Next move',
    width: 106,
    cell: (row) => (
      <QueueSubject
        subject={row.whoseMove}
        reason={row.daysLost === 0 ? 'since today' : `for ${row.daysLost} ${row.daysLost === 1 ? 'day' : 'days'}`}
      />
    ),
  },
  {
    id: 'around',
    header: 'Payer, prescriber',
    width: { grow: 2, least: 150 },
    cell: (row) => (
      <QueueSubject
        subject={row.payer ?? 'No insurance on file'}
        reason={[row.prescriber, row.clinic].filter((name) => name !== null).join(', ')}
      />
    ),
  },
];

const dimensions = boardDimensionCodes.map((value) => ({ value, label: boardDimensions[value] }));

const hints = [
  { keys: 'j', label: 'next' },
  { keys: 'k', label: 'before' },
  { keys: 'enter', label: 'open the therapy' },
];

/**
 * The barrier board: each open therapy with the one thing that keeps it from moving, those whose patients have been without
 * doses longest first, and bars that put them together by what blocks, whose move it is, payer, clinic,
 * prescriber, drug or site.
 */
export function BarrierBoardPage(): ReactNode {
  const view = useBoardView();
  const bars = useEndpointQuery(api.listBarrierBars, { by: view.by, parts: [...view.parts] }, { keepsPrevious: true });
  const therapies = bars.data?.bars.reduce((sum, bar) => sum + bar.therapies, 0);
  const late = bars.data?.bars.reduce((sum, bar) => sum + bar.late, 0) ?? 0;
  return (
    <PageFrame
      fill
      title="Barrier board"
      hints={hints}
      beside={
        therapies !== undefined && (
          <BoardCounts>
            {therapies} waiting
            {late > 0 && <strong className={classes['late']}>{late} late or without medicine</strong>}
          </BoardCounts>
        )
      }
    >
      <BarBoard
        by={view.by}
        dimensions={dimensions}
        onBy={view.setBy}
        parts={view.parts.map((part, index) => ({
          id: `${part.by} ${part.key}`,
          dimension: boardDimensions[part.by],
          label: bars.data?.partLabels[index] ?? '…',
          onRemove: () => view.remove(part),
        }))}
        markedWord="late"
        bars={bars.data?.bars.map(toBar) ?? (bars.error === null ? null : undefined)}
        onOpen={({ id }) => view.add({ by: view.by, key: id === '' ? null : id })}
        notice={bars.error !== null && <FailureNotice failure={bars.error} onRetry={() => void bars.refetch()} />}
      >
        <BoardTable view={view} total={therapies} />
      </BarBoard>
    </PageFrame>
  );
}

function toBar(bar: ResponseOf<typeof api.listBarrierBars>['bars'][number]): Bar {
  const days = bar.medianDays === 1 ? 'day' : 'days';
  return {
    id: bar.key ?? '',
    label: bar.label,
    total: bar.therapies,
    marked: bar.late,
    detail: `${bar.daysLost.toLocaleString('en-US')} days lost, half wait longer than ${bar.medianDays} ${days}`,
  };
}

function BoardTable(props: { readonly view: BoardView; readonly total: number | undefined }): ReactNode {
  const { view, total } = props;
  const goTo = useGoTo();
  const list = useEndpointPages(api.listBarrierRows, {
    request: (cursor) => ({ parts: [...view.parts], after: toCursor(cursor) }),
    next: ({ next }) => (next === null ? null : `${next.harmOn} ${next.therapyId}`),
    rows: ({ rows }) => rows,
  });
  return (
    <>
      {list.failure !== null && <FailureNotice failure={list.failure} onRetry={list.retry} />}
      {(list.failure === null || list.rows.length > 0) && (
        <DataTable
          label="Therapies that wait"
          columns={columns}
          rows={list.rows}
          rowId={({ therapyId }) => therapyId}
          rowTone={({ cost }) => (cost.daysWithout > 0 ? 'blocked' : cost.daysWithout > -3 ? 'due' : null)}
          rowHeight={queueRowHeight}
          {...(total === undefined ? {} : { totalRows: total })}
          isLoading={list.isLoading}
          onNearEnd={list.loadMore}
          onOpen={({ therapyId }) => goTo(`/therapies/${therapyId}`)}
          claimsFocus
          empty={<NothingWaits parts={view.parts} />}
        />
      )}
    </>
  );
}

function NothingWaits(props: { readonly parts: readonly BoardPart[] }): ReactNode {
  return props.parts.length === 0 ? (
    <EmptyState title="Nothing stands in the way" sentence="No open therapy waits for anything or anybody." />
  ) : (
    <EmptyState title="Nothing waits here" sentence="Other parts of the board may have therapies that wait." />
  );
}

function toCursor(text: string | null) {
  const [harmOn, therapyId] = text?.split(' ') ?? [];
  return harmOn === undefined || therapyId === undefined ? null : { harmOn, therapyId };
}
