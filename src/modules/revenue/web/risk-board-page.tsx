import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import { BarBoard, BoardCounts } from '../../../ui/bar-board.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCents } from '../../../ui/format-money.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { QueueSubject, queueRowHeight } from '../../../ui/queue-subject.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { type DetectorCode, detectors, type FindingOwner, findingOwners } from '../domain/detector.ts';
import { type BoardPart, type RiskDimension, riskDimensions } from '../domain/risk-board.ts';
import { FindingDialog } from './finding-dialog.tsx';
import { explainFinding, findingStates, type ShownFinding } from './revenue-words.ts';
import classes from './risk-board-page.module.css';

type Board = ResponseOf<typeof api.getRiskBoard>;

const columns: readonly TableColumn<ShownFinding>[] = [
  { id: 'risk', header: 'At risk', width: 110, align: 'end', cell: ({ atRiskCents }) => formatCents(atRiskCents) },
  {
    id: 'what',
    header: 'What, and why',
    width: { grow: 3, least: 220 },
    cell: (row) => (
      <QueueSubject subject={`${row.detector} ${detectors[row.detector].name}`} reason={explainFinding(row)} />
    ),
  },
  {
    id: 'whom',
    header: 'Patient, payer',
    width: { grow: 2, least: 170 },
    cell: ({ patientId, payerName }) => (
      <QueueSubject
        subject={
          patientId === null ? 'No claim' : <PanelSlotView slot="patient-name" patientId={patientId as PatientId} />
        }
        reason={payerName ?? 'No payer on file'}
      />
    ),
  },
  {
    id: 'day',
    header: 'Service',
    width: 112,
    cell: ({ serviceOn }) => (serviceOn === null ? '' : formatCalendarDay(serviceOn as CalendarDay)),
  },
  {
    id: 'state',
    header: 'Stands',
    width: 96,
    cell: ({ state }) => <StatusBadge tone={findingStates[state].tone}>{findingStates[state].label}</StatusBadge>,
  },
];

const dimensions = Object.entries(riskDimensions).map(([value, label]) => ({ value, label }));

const hints = [
  { keys: 'j', label: 'next' },
  { keys: 'k', label: 'before' },
  { keys: 'enter', label: 'why, and the verdict' },
];

/** Revenue at risk: what detectors found, put together by cause, owner, payer or day, the dearest first; each claim counts once in every sum. */
export function RiskBoardPage(): ReactNode {
  const [by, setBy] = useState<RiskDimension>('cause');
  const [parts, setParts] = useState<readonly BoardPart[]>([]);
  const [opened, setOpened] = useState<ShownFinding | null>(null);
  const query = useEndpointQuery(
    api.getRiskBoard,
    { by, parts: [...parts] },
    { keepsPrevious: true, topics: ['revenue-risk'] },
  );
  const board = query.data;
  const add = (key: string): void => setParts([...parts.filter((one) => one.by !== by), { by, key }]);
  return (
    <PageFrame fill title="Revenue at risk" hints={hints} beside={board !== undefined && <Sums board={board} />}>
      <BarBoard
        by={by}
        dimensions={dimensions}
        onBy={(value) => setBy(value as RiskDimension)}
        parts={parts.map((part) => ({
          id: part.by,
          dimension: riskDimensions[part.by],
          label: nameKey(part),
          onRemove: () => setParts(parts.filter((one) => one !== part)),
        }))}
        writeTotal={formatCents}
        bars={
          board?.bars.map((bar) => ({
            ...{ id: bar.key, label: nameKey({ by, key: bar.key }), total: bar.atRiskCents, marked: 0 },
            detail: describeBar({ by, key: bar.key }, bar.findings, board),
          })) ?? (query.error === null ? null : undefined)
        }
        onOpen={({ id }) => add(id)}
        notice={query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      >
        <Findings board={board} isLoading={query.isPending} onOpen={setOpened} />
      </BarBoard>
      {opened !== null && (
        <FindingDialog
          finding={opened}
          verdict={board?.verdicts.find(({ detector }) => detector === opened.detector) ?? null}
          onClose={() => setOpened(null)}
        />
      )}
    </PageFrame>
  );
}

function Findings(props: {
  readonly board: Board | undefined;
  readonly isLoading: boolean;
  readonly onOpen: (finding: ShownFinding) => void;
}): ReactNode {
  const { board } = props;
  return (
    <>
      {board !== undefined && board.findings > board.rows.length && (
        <p className={classes['quiet']}>
          The {board.rows.length} dearest of {board.findings}
        </p>
      )}
      <DataTable
        label="Findings"
        columns={columns}
        rows={board?.rows ?? []}
        rowId={({ findingId }) => findingId}
        rowHeight={queueRowHeight}
        isLoading={props.isLoading}
        onOpen={props.onOpen}
        claimsFocus
        empty={<EmptyState title="Nothing is at risk here" sentence="No detector has an open finding in this part." />}
      />
    </>
  );
}

function Sums({ board }: { readonly board: Board }): ReactNode {
  const { changes } = board;
  return (
    <BoardCounts>
      <strong className={classes['atRisk']}>{formatCents(board.atRiskCents)}</strong>
      <span>{board.findings} findings</span>
      <span>
        Since yesterday: {changes.opened} came ({formatCents(changes.openedCents)}), {changes.closed} went (
        {formatCents(changes.closedCents)})
      </span>
    </BoardCounts>
  );
}

function nameKey({ by, key }: BoardPart): string {
  if (by === 'cause') return `${key} ${detectors[key as DetectorCode]?.name ?? ''}`;
  if (by === 'owner') return findingOwners[key as FindingOwner] ?? key;
  if (by === 'payer') return key === '' ? 'No payer on file' : key;
  return key === '' ? 'No claim' : formatCalendarDay(key as CalendarDay);
}

function describeBar({ by, key }: BoardPart, findings: number, board: Board): string {
  const count = findings === 1 ? '1 finding' : `${findings} findings`;
  const verdict = by === 'cause' ? board.verdicts.find(({ detector }) => detector === key) : undefined;
  if (verdict === undefined || verdict.right + verdict.wrong === 0) return count;
  return `${count}; right in ${verdict.right} of ${verdict.right + verdict.wrong} verdicts`;
}
