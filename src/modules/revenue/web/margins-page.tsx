import { type ReactNode, useState } from 'react';
import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import { dayIn, type TimeZone } from '../../../kernel/instant.ts';
import { formatNdc, type Ndc11 } from '../../../kernel/ndc.ts';
import { BarBoard, BoardCounts } from '../../../ui/bar-board.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { ExportList } from '../../../ui/export-list.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { formatCents } from '../../../ui/format-money.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { useNow } from '../../../ui/now.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { QueueSubject, queueRowHeight } from '../../../ui/queue-subject.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import { type MarginDimension, type MarginPart, marginDimensions } from '../domain/margin.ts';
import * as api from '../margin-api.ts';
import { revenuePermissions } from '../permissions.ts';
import classes from './margins-page.module.css';
import { WaterfallChart } from './waterfall-chart.tsx';

type Margins = ResponseOf<typeof api.getMargins>;
type ClaimRow = ResponseOf<typeof api.listClaimMargins>['claims'][number];
/** A part as it was chosen, with what it is called. */
type NamedPart = MarginPart & { readonly label: string };

const pageSize = 50;
const yearDays = 365;

const dimensions = Object.entries(marginDimensions).map(([value, label]) => ({ value, label }));

const columns: readonly TableColumn<ClaimRow>[] = [
  { id: 'net', header: 'Net margin', width: 116, align: 'end', cell: (row) => formatCents(row.netMarginCents) },
  {
    id: 'whom',
    header: 'Patient, drug',
    width: { grow: 2, least: 170 },
    cell: ({ patientId, drugName }) => (
      <QueueSubject
        subject={patientId === null ? '' : <PanelSlotView slot="patient-name" patientId={patientId as PatientId} />}
        reason={drugName}
      />
    ),
  },
  {
    id: 'payer',
    header: 'Payer, service',
    width: { grow: 1, least: 150 },
    cell: ({ payerName, serviceOn }) => (
      <QueueSubject subject={payerName ?? 'No payer on file'} reason={formatCalendarDay(serviceOn)} />
    ),
  },
  {
    id: 'brings',
    header: 'Reimbursement',
    width: 116,
    align: 'end',
    cell: (row) => formatCents(row.reimbursementCents),
  },
  { id: 'costs', header: 'Costs', width: 116, align: 'end', cell: (row) => formatCents(row.costCents) },
];

const hints = [
  { keys: 'j', label: 'next' },
  { keys: 'k', label: 'before' },
  { keys: 'enter', label: 'open the claim' },
];

/** Margins: the waterfall of all claims of a time, narrowed part by part down to single claims, those that lose most first. */
export function MarginsPage(): ReactNode {
  const today = dayIn(useNow(), 'UTC' as TimeZone);
  const [by, setBy] = useState<MarginDimension>('payer');
  const [parts, setParts] = useState<readonly NamedPart[]>([]);
  const [from, setFrom] = useState<string>(addDays(today, -yearDays));
  const [until, setUntil] = useState<string>(today);
  const selection = {
    ...{ from: from as CalendarDay, until: until as CalendarDay },
    parts: parts.map(({ by: dimension, key }) => ({ by: dimension, key })),
  };
  const query = useEndpointQuery(
    api.getMargins,
    { by, ...selection },
    { keepsPrevious: true, topics: ['revenue-risk'] },
  );
  const mayExport = useHasPermission(revenuePermissions.exportRevenue.code);
  const margins = query.data;
  return (
    <PageFrame
      title="Margins"
      hints={hints}
      breadcrumbs={[{ label: 'Revenue at risk', path: '/revenue-risk' }]}
      beside={margins !== undefined && <Sums margins={margins} />}
      actions={
        <div className={classes['time']}>
          <TextField
            type="date"
            label="Services from"
            value={from}
            onChange={(value) => value !== '' && setFrom(value)}
          />
          <TextField type="date" label="Until" value={until} onChange={(value) => value !== '' && setUntil(value)} />
          {mayExport && <ExportList endpoint={api.exportMargins} request={{ by, ...selection }} fileName="margins" />}
        </div>
      }
    >
      <BarBoard
        by={by}
        dimensions={dimensions}
        onBy={(value) => setBy(value as MarginDimension)}
        parts={parts.map((part) => ({
          ...{ id: part.by, dimension: marginDimensions[part.by], label: part.label },
          onRemove: () => setParts(parts.filter((one) => one !== part)),
        }))}
        writeTotal={formatCents}
        bars={
          margins?.bars.map((bar) => ({
            ...{ id: bar.key, label: nameKey(by, bar), total: bar.netMarginCents, marked: 0 },
            detail: describeBar(bar),
          })) ?? (query.error === null ? null : undefined)
        }
        onOpen={({ id, label }) => setParts([...parts.filter((one) => one.by !== by), { by, key: id, label }])}
        notice={query.error !== null && <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />}
      >
        {margins !== undefined && <Waterfall margins={margins} />}
        <Claims selection={selection} />
      </BarBoard>
    </PageFrame>
  );
}

function Waterfall({ margins }: { readonly margins: Margins }): ReactNode {
  return (
    <>
      <WaterfallChart
        steps={margins.steps.map((step) => ({ ...step, accounts: [] }))}
        picked={null}
        onPick={() => undefined}
      />
      {margins.withoutPrice > 0 && (
        <p className={classes['quiet']}>
          {margins.withoutPrice === 1 ? '1 claim has' : `${margins.withoutPrice} claims have`} no known list price and
          enter at what was charged.
        </p>
      )}
    </>
  );
}

function Claims(props: { readonly selection: Omit<Parameters<typeof requestOf>[0], 'after'> }): ReactNode {
  const { selection } = props;
  const goTo = useGoTo();
  const pages = useEndpointPages<typeof api.listClaimMargins, ClaimRow>(api.listClaimMargins, {
    request: (cursor) => requestOf({ ...selection, after: cursor }),
    next: ({ claims }) => {
      const last = claims.at(-1);
      return last === undefined || claims.length < pageSize ? null : `${last.netMarginCents} ${last.claimId}`;
    },
    rows: ({ claims }) => claims,
  });
  return (
    <>
      {pages.failure !== null && <FailureNotice failure={pages.failure} onRetry={pages.retry} />}
      <DataTable
        label="Claims, those that lose most first"
        columns={columns}
        rows={pages.rows}
        rowId={({ claimId }) => claimId}
        rowHeight={queueRowHeight}
        visibleRows={7}
        isLoading={pages.isLoading}
        onNearEnd={pages.loadMore}
        onOpen={({ claimId }) => goTo(`/claims/${claimId}`)}
        claimsFocus
        empty={<EmptyState title="No claims here" sentence="Nothing was posted for a service of this time and part." />}
      />
    </>
  );
}

function requestOf(wanted: {
  readonly from: CalendarDay;
  readonly until: CalendarDay;
  readonly parts: { by: MarginDimension; key: string }[];
  readonly after: string | null;
}) {
  const { after, ...selection } = wanted;
  if (after === null) return selection;
  const [netMarginCents, claimId = ''] = after.split(' ');
  return { ...selection, after: { netMarginCents: Number(netMarginCents), claimId } };
}

function Sums({ margins }: { readonly margins: Margins }): ReactNode {
  const { netMarginCents, reimbursementCents, claims, underwater } = margins;
  const share = reimbursementCents === 0 ? '' : ` (${((100 * netMarginCents) / reimbursementCents).toFixed(1)} %)`;
  return (
    <BoardCounts>
      <strong>
        {formatCents(netMarginCents)}
        {share}
      </strong>
      <span>of {formatCents(reimbursementCents)} reimbursed</span>
      <span>
        {claims} claims, {underwater} lose money
      </span>
    </BoardCounts>
  );
}

function nameKey(by: MarginDimension, bar: Margins['bars'][number]): string {
  if (bar.name !== null) return bar.name;
  if (by === 'drug') return formatNdc(bar.key as Ndc11);
  if (by === 'payer') return 'No payer on file';
  return by === 'clinic' ? 'No clinic on file' : bar.key;
}

function describeBar({ claims, underwater, reimbursementCents }: Margins['bars'][number]): string {
  const count = claims === 1 ? '1 claim' : `${claims} claims`;
  const losing = underwater === 0 ? '' : `, ${underwater} lose money`;
  return `${count} of ${formatCents(reimbursementCents)}${losing}`;
}
