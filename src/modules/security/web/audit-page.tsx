import { type ReactNode, useState } from 'react';
import { isUuid } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useSiteTimeZone } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import type { Tone } from '../../../ui/tone.tsx';
import * as api from '../api.ts';
import { describeAction } from '../domain/audit-entry-view.ts';
import { AuditEntryDialog } from './audit-entry-dialog.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { type AuditEntry, noFilters, toRequest } from './audit-request.ts';

const outcomeTones: Readonly<Record<AuditEntry['outcome'], Tone>> = {
  done: 'done',
  refused: 'waiting',
  failed: 'blocked',
};

const columns: readonly TableColumn<AuditEntry>[] = [
  { id: 'when', header: 'When', width: 130, cell: (entry) => <Moment at={entry.occurredAt as Instant} /> },
  { id: 'who', header: 'Who', width: { grow: 2, least: 150 }, cell: (entry) => entry.actorName },
  { id: 'role', header: 'Role', width: { grow: 2, least: 150 }, cell: (entry) => entry.roles.join(', ') },
  { id: 'site', header: 'Site', width: { grow: 2, least: 140 }, cell: (entry) => entry.siteName ?? '' },
  {
    id: 'what',
    header: 'What',
    width: { grow: 2, least: 170 },
    cell: (entry) => <span title={entry.action}>{describeAction(entry.action)}</span>,
  },
  { id: 'whose', header: 'Whose', width: 120, cell: describePatients },
  { id: 'why', header: 'Why', width: { grow: 1, least: 120 }, cell: (entry) => entry.reason ?? '' },
  {
    id: 'outcome',
    header: 'Outcome',
    width: 110,
    cell: (entry) => <StatusBadge tone={outcomeTones[entry.outcome]}>{entry.outcome}</StatusBadge>,
  },
];

/** The audit: who did what with whose data, when, why and with what outcome. */
export function AuditPage(): ReactNode {
  const timeZone = useSiteTimeZone();
  const [filters, setFilters] = useState(noFilters);
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const entries = useEndpointPages(api.listAuditEntries, {
    request: (before) => ({ ...toRequest(filters, timeZone), ...(before === null ? {} : { before }) }),
    next: (page) => page.next,
    rows: (page) => page.entries,
  });
  return (
    <PageFrame
      title="Audit"
      fill
      hints={[
        { keys: 'j', label: 'next entry' },
        { keys: 'k', label: 'entry before' },
        { keys: 'Enter', label: 'everything about it' },
      ]}
    >
      <AuditFilters onApply={setFilters} />
      {filters.patientId !== '' && !isUuid(filters.patientId.trim()) && (
        <Notice
          tone="due"
          sentence="A patient id is copied from the patient's page; what was typed is none, so it is left out."
        />
      )}
      {entries.failure !== null && <FailureNotice failure={entries.failure} onRetry={entries.retry} />}
      {(entries.failure === null || entries.rows.length > 0) && (
        <DataTable
          label="Audit entries"
          columns={columns}
          rows={entries.rows}
          rowId={(entry) => entry.entryId}
          isLoading={entries.isLoading}
          onOpen={setOpened}
          onNearEnd={entries.loadMore}
          empty={<EmptyState title="No entries" sentence="Nothing was recorded that these filters let through." />}
          claimsFocus
        />
      )}
      <AuditEntryDialog entry={opened} onClose={() => setOpened(null)} />
    </PageFrame>
  );
}

function describePatients(entry: AuditEntry): string {
  if (entry.patientCount === 0) return '';
  return entry.patientCount === 1 ? '1 patient' : `${entry.patientCount} patients`;
}
