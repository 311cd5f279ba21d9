import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { ExportList } from '../../../ui/export-list.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCents } from '../../../ui/format-money.ts';
import { useGoTo } from '../../../ui/page-link.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { QueueSubject, queueRowHeight } from '../../../ui/queue-subject.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import { claimStates } from '../../claims/web/index.tsx';
import * as api from '../api.ts';
import { receivablesPermissions } from '../permissions.ts';
import { describePart, type ShownPart } from './age-table.tsx';
import classes from './receivables-page.module.css';
import { day, deedTones, disputedWords, namePayer, type ShownOpenClaim } from './receivables-words.ts';

const pageSize = 50;

const columns: readonly TableColumn<ShownOpenClaim>[] = [
  { id: 'open', header: 'Open', width: 116, align: 'end', cell: ({ cents }) => formatCents(cents) },
  {
    id: 'whom',
    header: 'Patient, drug',
    width: { grow: 2, least: 180 },
    cell: ({ patientId, drugName }) => (
      <QueueSubject
        subject={<PanelSlotView slot="patient-name" patientId={patientId as PatientId} />}
        reason={drugName}
      />
    ),
  },
  { id: 'payer', header: 'Payer', width: { grow: 2, least: 150 }, cell: ({ payerName }) => namePayer(payerName) },
  { id: 'day', header: 'Service', width: 112, cell: ({ serviceOn }) => day(serviceOn) },
  { id: 'age', header: 'Days', width: 64, align: 'end', cell: ({ ageDays }) => ageDays },
  { id: 'agreed', header: 'Agreed', width: 116, align: 'end', cell: ({ agreedCents }) => formatCents(agreedCents) },
  { id: 'paid', header: 'Remitted', width: 116, align: 'end', cell: ({ remittedCents }) => formatCents(remittedCents) },
  {
    id: 'stands',
    header: 'Stands',
    width: 170,
    cell: ({ state, dispute }) =>
      dispute === null ? (
        <StatusBadge tone={claimStates[state].tone}>{claimStates[state].label}</StatusBadge>
      ) : (
        <StatusBadge tone={deedTones[dispute]}>{disputedWords[dispute]}</StatusBadge>
      ),
  },
];

/** The claims behind a number of receivables, the oldest first. */
export function OpenClaims(props: { readonly part: ShownPart; readonly onAll: (() => void) | null }): ReactNode {
  const open = useGoTo();
  const mayExport = useHasPermission(receivablesPermissions.exportReceivables.code);
  const { payerName: _payerName, ...part } = props.part;
  const pages = useEndpointPages<typeof api.listOpenClaims, ShownOpenClaim>(api.listOpenClaims, {
    request: (cursor) => ({ ...part, ...(cursor === null ? {} : { after: readCursor(cursor) }) }),
    next: ({ claims }) => {
      const last = claims.at(-1);
      if (last === undefined || claims.length < pageSize) return null;
      return [last.serviceOn, last.claimId, last.payerId ?? ''].join(' ');
    },
    rows: ({ claims }) => claims,
    topics: ['receivables', 'revenue-risk'],
  });
  return (
    <section className={classes['rows']} aria-label="Claims">
      <p className={classes['line']}>
        <strong>{describePart(props.part)}</strong>
        {props.onAll !== null && (
          <Button variant="subtle" size="compact-sm" onClick={props.onAll}>
            Show all open claims
          </Button>
        )}
        {mayExport && <ExportList endpoint={api.exportOpenClaims} request={part} fileName="open-claims" />}
      </p>
      {pages.failure !== null && <FailureNotice failure={pages.failure} onRetry={pages.retry} />}
      <DataTable
        label="Open claims"
        columns={columns}
        rows={pages.rows}
        rowId={({ claimId, payerId }) => `${claimId} ${payerId}`}
        rowHeight={queueRowHeight}
        visibleRows={8}
        isLoading={pages.isLoading}
        onNearEnd={pages.loadMore}
        onOpen={({ claimId }) => open(`/claims/${claimId}`)}
        empty={
          <EmptyState title="Nothing is open here" sentence="No payer owes or paid too much on a claim of this part." />
        }
        claimsFocus
      />
    </section>
  );
}

function readCursor(cursor: string): { serviceOn: CalendarDay; claimId: string; payerId: string | null } {
  const [serviceOn = '', claimId = '', payerId = ''] = cursor.split(' ');
  return { serviceOn: serviceOn as CalendarDay, claimId, payerId: payerId === '' ? null : payerId };
}
