import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { describeAction } from '../domain/audit-entry-view.ts';
import type { AuditEntry } from './audit-request.ts';

const columns: readonly TableColumn<AuditEntry>[] = [
  { id: 'when', header: 'When', width: 130, cell: (entry) => <Moment at={entry.occurredAt as Instant} /> },
  { id: 'what', header: 'What', width: { grow: 2, least: 180 }, cell: (entry) => describeAction(entry.action) },
  { id: 'whose', header: 'Whose', width: { grow: 2, least: 160 }, cell: (entry) => <Whose entry={entry} /> },
  { id: 'outcome', header: 'Outcome', width: 90, cell: (entry) => entry.outcome },
];

/** What a person did while their emergency access was open, from the audit. */
export function AccessDeeds(props: {
  readonly userName: string;
  readonly from: Instant;
  readonly to: Instant;
}): ReactNode {
  const { userName, from, to } = props;
  const entries = useEndpointPages(api.listAuditEntries, {
    request: (before) => ({ userName, from, to, ...(before === null ? {} : { before }) }),
    next: (page) => page.next,
    rows: (page) => page.entries,
  });
  return (
    <>
      {entries.failure !== null && <FailureNotice failure={entries.failure} onRetry={entries.retry} />}
      <DataTable
        label="Done while it was open"
        columns={columns}
        rows={entries.rows}
        rowId={(entry) => entry.entryId}
        visibleRows={8}
        isLoading={entries.isLoading}
        onNearEnd={entries.loadMore}
        empty={<EmptyState title="Nothing" sentence="Nothing was opened or changed meanwhile." />}
      />
    </>
  );
}

function Whose(props: { readonly entry: AuditEntry }): ReactNode {
  const { patientIds, patientCount } = props.entry;
  const [only] = patientIds;
  if (only !== undefined && patientCount === 1) return <PageLink to={`/patients/${only}`}>1 patient</PageLink>;
  return patientCount === 0 ? '' : `${patientCount} patients`;
}
