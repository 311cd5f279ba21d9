import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { type EndpointPages, useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { prescriptionChannels } from '../domain/incoming-prescription.ts';
import { type PrescriptionStatus, prescriptionStatuses } from '../domain/prescription.ts';
import { prescriptionPermissions } from '../permissions.ts';
import { channelNames, describeReason, statusTones } from './intake-words.ts';

type IntakeRow = ResponseOf<typeof api.listIntake>['prescriptions'][number];

const pageSize = 50;

const columns: readonly TableColumn<IntakeRow>[] = [
  {
    id: 'status',
    header: 'State',
    width: 165,
    cell: ({ status }) => <StatusBadge tone={statusTones[status]}>{prescriptionStatuses[status]}</StatusBadge>,
  },
  { id: 'patient', header: 'Patient', width: { grow: 2, least: 130 }, cell: (row) => row.patientName },
  { id: 'drug', header: 'Drug', width: { grow: 2, least: 160 }, cell: (row) => row.drugText },
  { id: 'prescriber', header: 'Prescriber', width: { grow: 2, least: 130 }, cell: (row) => row.prescriberName },
  { id: 'reasons', header: 'What is open', width: { grow: 4, least: 240 }, cell: describeOpen },
  {
    id: 'channel',
    header: 'Came',
    width: 80,
    cell: ({ channel }) => <span title={prescriptionChannels[channel]}>{channelNames[channel]}</span>,
  },
  { id: 'received', header: 'Received', width: 120, cell: (row) => <Moment at={row.receivedAt as Instant} /> },
];

/** Prescriptions that need a person, then those that are parked, then what was accepted lately. */
export function IntakePage(): ReactNode {
  const goTo = useGoTo();
  const mayEnter = useHasPermission(prescriptionPermissions.resolveMatches.code);
  const intake = chain([useIntake('needs-person'), useIntake('parked'), useIntake('accepted')]);
  const enter = (): void => goTo('/intake/new');
  useShortcuts(mayEnter ? [{ keys: 'e', label: 'Enter a prescription', group: 'This page', run: enter }] : []);
  return (
    <PageFrame
      title="Intake"
      fill
      actions={
        mayEnter && (
          <Button variant="default" onClick={enter} rightSection={<Kbd keys="e" />}>
            Enter a prescription
          </Button>
        )
      }
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: 'open beside its original' },
      ]}
    >
      {intake.failure !== null && <FailureNotice failure={intake.failure} onRetry={intake.retry} />}
      <DataTable
        label="Prescriptions that came in"
        columns={columns}
        rows={intake.rows}
        rowId={(row) => row.prescriptionId}
        rowTone={(row) => (row.isUrgent && row.status === 'needs-person' ? 'due' : null)}
        isLoading={intake.isLoading}
        onOpen={(row) => goTo(`/intake/${row.prescriptionId}`)}
        onNearEnd={intake.loadMore}
        empty={<EmptyState title="Nothing came in" sentence="What arrives by message, phone or paper appears here." />}
        claimsFocus
      />
    </PageFrame>
  );
}

function useIntake(status: PrescriptionStatus): EndpointPages<IntakeRow> {
  return useEndpointPages(api.listIntake, {
    request: (before) => ({ status, ...(before === null ? {} : { before }) }),
    next: ({ prescriptions }) =>
      prescriptions.length < pageSize ? null : (prescriptions.at(-1)?.prescriptionId ?? null),
    rows: (page) => page.prescriptions,
  });
}

/** Puts lists behind each other: the rows of one stand only once all of those before it are there. */
function chain<Row>(lists: readonly EndpointPages<Row>[]): Omit<EndpointPages<Row>, 'isLoadingMore'> {
  const current = lists.findIndex((list) => list.hasMore || list.isLoading || list.failure !== null);
  const shown = current < 0 ? lists : lists.slice(0, current + 1);
  const last = shown.at(-1);
  return {
    rows: shown.flatMap((list) => list.rows),
    isLoading: lists[0]?.isLoading ?? false,
    hasMore: last?.hasMore ?? false,
    loadMore: () => last?.loadMore(),
    failure: last?.failure ?? null,
    retry: () => last?.retry(),
  };
}

function describeOpen(row: IntakeRow): ReactNode {
  const [first, ...others] = row.status === 'accepted' ? [] : row.statusReasons.map(describeReason);
  const urgent = row.isUrgent ? 'Urgent. ' : '';
  if (first === undefined) return urgent;
  const rest = others.length === 0 ? '' : ` And ${others.length} more.`;
  return <span title={[first, ...others].join(' ')}>{`${urgent}${first}${rest}`}</span>;
}
