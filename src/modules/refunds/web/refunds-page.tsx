import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { BarBoard, BoardCounts } from '../../../ui/bar-board.tsx';
import type { Bar } from '../../../ui/bar-list.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCents } from '../../../ui/format-money.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { QueueSubject, queueRowHeight } from '../../../ui/queue-subject.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { refundStates } from '../domain/refund.ts';
import { type RefundView, refundViews } from '../domain/refund-view.ts';
import { DrugsDialog } from './drugs-dialog.tsx';
import { FloatChart } from './float-chart.tsx';
import { RefundRecord } from './refund-record.tsx';
import { day, type ShownBoard, type ShownRefund, stateTones } from './refund-words.ts';

const columns: readonly TableColumn<ShownRefund>[] = [
  {
    id: 'state',
    header: 'Stands',
    width: 148,
    cell: ({ state }) => <StatusBadge tone={stateTones[state]}>{refundStates[state]}</StatusBadge>,
  },
  {
    id: 'what',
    header: 'Drug, maker',
    width: { grow: 2, least: 140 },
    cell: ({ drugName, manufacturer, askedAt }) => (
      <QueueSubject
        subject={drugName}
        reason={`${manufacturer === '' ? 'Not a selected drug' : manufacturer}${askedAt === null ? '' : `, asked ${day(askedAt.slice(0, 10))}`}`}
      />
    ),
  },
  {
    id: 'whom',
    header: 'Patient, service',
    width: { grow: 2, least: 130 },
    cell: ({ patientId, serviceOn }) => (
      <QueueSubject
        subject={<PanelSlotView slot="patient-name" patientId={patientId as PatientId} />}
        reason={day(serviceOn)}
      />
    ),
  },
  { id: 'age', header: 'Days', width: 60, align: 'end', cell: ({ ageDays }) => ageDays },
  {
    id: 'expected',
    header: 'Expected',
    width: 104,
    align: 'end',
    cell: ({ expectedCents }) => formatCents(expectedCents),
  },
  {
    id: 'received',
    header: 'Received',
    width: 104,
    align: 'end',
    cell: ({ receivedCents }) => formatCents(receivedCents),
  },
];

const dimensions = [
  { value: 'age', label: 'Days since service' },
  { value: 'view', label: 'How it stands' },
  { value: 'drug', label: 'Drug' },
];

type Dimension = 'age' | 'view' | 'drug';

const hints = [
  { keys: 'j', label: 'next' },
  { keys: 'k', label: 'before' },
  { keys: 'enter', label: 'refund, inquiry, 340B' },
];

/** What manufacturers owe for claims at the maximum fair price: by age, by how it stands, by drug, with the refunds behind each number. */
export function RefundsPage(): ReactNode {
  const [by, setBy] = useState<Dimension>('age');
  const [view, setView] = useState<RefundView>('unpaid');
  const [band, setBand] = useState<number | null>(null);
  const [ndc11, setDrug] = useState<string | null>(null);
  const [opened, setOpened] = useState<ShownRefund | null>(null);
  const [showsDrugs, setShowsDrugs] = useState(false);
  const query = useEndpointQuery(
    api.getRefundBoard,
    { view, band, ndc11 },
    { keepsPrevious: true, topics: ['refunds', 'revenue-risk'] },
  );
  const board = query.data;
  const open = ({ id }: Bar): void => {
    if (by === 'view') {
      setView(id as RefundView);
      setBand(null);
    } else if (by === 'age') {
      setView('unpaid');
      setBand(Number(id));
    } else setDrug(id);
  };
  const parts = listParts(board, { view, band, ndc11 }).map(({ id, ...part }) => ({
    ...{ id, ...part },
    onRemove: () => (id === 'view' ? setView('unpaid') : id === 'age' ? setBand(null) : setDrug(null)),
  }));
  return (
    <PageFrame fill title="MFP refunds" hints={hints} beside={board !== undefined && <Counts board={board} />}>
      {board !== undefined && <FloatChart board={board} />}
      <BarBoard
        by={by}
        dimensions={dimensions}
        onBy={(value) => setBy(value as Dimension)}
        parts={parts}
        writeTotal={formatCents}
        bars={board === undefined ? (query.error === null ? null : undefined) : listBars(board, by)}
        onOpen={open}
        notice={query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      >
        <RefundTable rows={board?.rows ?? []} isLoading={query.isPending} onOpen={setOpened} />
        <span>
          <Button variant="subtle" size="compact-sm" onClick={() => setShowsDrugs(true)}>
            Selected drugs, their prices and what the next package ties up
          </Button>
        </span>
      </BarBoard>
      {showsDrugs && board !== undefined && <DrugsDialog board={board} onClose={() => setShowsDrugs(false)} />}
      {opened !== null && <RefundDialog refund={opened} onClose={() => setOpened(null)} />}
    </PageFrame>
  );
}

function RefundTable(props: {
  readonly rows: readonly ShownRefund[];
  readonly isLoading: boolean;
  readonly onOpen: (refund: ShownRefund) => void;
}): ReactNode {
  return (
    <DataTable
      label="Refunds"
      columns={columns}
      rows={props.rows}
      rowId={({ claimId }) => claimId}
      rowTone={({ state }) => stateTones[state]}
      rowHeight={queueRowHeight}
      isLoading={props.isLoading}
      onOpen={props.onOpen}
      claimsFocus
      empty={<EmptyState title="No such refund" sentence="No refund stands like this." />}
    />
  );
}

function RefundDialog(props: { readonly refund: ShownRefund; readonly onClose: () => void }): ReactNode {
  const { claimId, drugName, serviceOn } = props.refund;
  return (
    <Dialog opened width="wide" title={`${drugName}, ${day(serviceOn)}`} onClose={props.onClose}>
      <RefundRecord claimId={claimId} />
    </Dialog>
  );
}

/** What the rows are narrowed to, in words; unpaid refunds of all ages and drugs are shown where nothing is chosen. */
function listParts(
  board: ShownBoard | undefined,
  of: { readonly view: RefundView; readonly band: number | null; readonly ndc11: string | null },
): readonly { readonly id: string; readonly dimension: string; readonly label: string }[] {
  const { view, band, ndc11 } = of;
  const named = board?.drugs.find((one) => one.ndc11 === ndc11)?.drugName ?? ndc11;
  return [
    ...(view === 'unpaid' ? [] : [{ id: 'view', dimension: 'How it stands', label: refundViews[view] }]),
    ...(band === null ? [] : [{ id: 'age', dimension: 'Days', label: board?.bands[band]?.label ?? '' }]),
    ...(named === null ? [] : [{ id: 'drug', dimension: 'Drug', label: named }]),
  ];
}

function listBars(board: ShownBoard, by: Dimension): readonly Bar[] {
  const count = (number: number): string => (number === 1 ? '1 refund' : `${number} refunds`);
  if (by === 'age')
    return board.bands.map((one, index) => ({
      ...{ id: String(index), label: `${one.label} days`, total: one.cents, marked: 0 },
      detail: `${count(one.count)}${one.isLate && one.count > 0 ? ', late' : ''}`,
    }));
  if (by === 'view')
    return board.views.map((one) => ({
      ...{ id: one.view, label: refundViews[one.view], total: one.cents, marked: 0, detail: count(one.count) },
    }));
  return board.drugs.map((one) => ({
    ...{ id: one.ndc11, label: one.drugName, total: one.unpaidCents, marked: 0 },
    detail: one.medianDays === null ? 'No refund came yet' : `Usually paid after ${one.medianDays} days`,
  }));
}

function Counts({ board }: { readonly board: ShownBoard }): ReactNode {
  const of = (view: RefundView) => board.views.find((one) => one.view === view);
  return (
    <BoardCounts>
      <span>
        {of('unpaid')?.count ?? 0} unpaid, {formatCents(board.unpaidCents)}
      </span>
      <span>
        {of('late')?.count ?? 0} later than {board.terms.unpaidDays} days
      </span>
      <span>{of('asked')?.count ?? 0} asked</span>
    </BoardCounts>
  );
}
