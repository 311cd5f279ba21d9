import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { useFileUpload } from '../../../ui/file-transfer.ts';
import { formatCents } from '../../../ui/format-money.ts';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import { FileIntake } from '../../documents/web/index.tsx';
import * as api from '../api.ts';
import { remittancePermissions } from '../permissions.ts';
import { countOf, day, describeFile, type ShownFile, sumPayments } from './remittance-words.ts';

const pageSize = 50;

const columns: readonly TableColumn<ShownFile>[] = [
  {
    id: 'state',
    header: 'State',
    width: 130,
    cell: (file) => {
      const { label, tone } = describeFile(file);
      return <StatusBadge tone={tone}>{label}</StatusBadge>;
    },
  },
  {
    id: 'payer',
    header: 'Payers',
    width: { grow: 2, least: 180 },
    cell: ({ payments }) => {
      const [first = '', ...others] = new Set(payments.map(({ payerName }) => payerName));
      return others.length === 0 ? first : `${first} and ${others.length} more`;
    },
  },
  {
    id: 'trace',
    header: 'Trace',
    width: { grow: 1, least: 130 },
    cell: ({ payments }) =>
      payments.length > 1 ? countOf(payments.length, 'payment') : (payments[0]?.traceNumber ?? ''),
  },
  { id: 'paid', header: 'Paid on', width: 112, cell: ({ payments }) => day(payments[0]?.paidOn) },
  {
    id: 'amount',
    header: 'Payment',
    width: 130,
    align: 'end',
    cell: ({ payments }) => (payments.length === 0 ? '' : formatCents(sumPayments(payments))),
  },
  {
    id: 'exceptions',
    header: 'Stands out',
    width: { grow: 2, least: 200 },
    cell: ({ firstProblem, exceptionCount, deductedCents }) =>
      firstProblem ??
      [
        ...(exceptionCount === 0 ? [] : [countOf(exceptionCount, 'line')]),
        ...(deductedCents === 0 ? [] : [`${formatCents(deductedCents)} deducted`]),
      ].join(', '),
  },
  { id: 'received', header: 'Received', width: 150, cell: (row) => <Moment at={row.receivedAt as Instant} /> },
];

/** Remittance files, the newest first; more are taken in here. */
export function RemittancesPage(): ReactNode {
  const goTo = useGoTo();
  const mayWork = useHasPermission(remittancePermissions.workRemittances.code);
  const files = useEndpointPages(api.listRemittances, {
    request: (before) => ({ onlyHeld: false, ...(before === null ? {} : { before }) }),
    next: (page) => (page.files.length < pageSize ? null : (page.files.at(-1)?.remittanceFileId ?? null)),
    rows: (page) => page.files,
    topics: ['remittances'],
  });
  const table = (
    <>
      {files.failure !== null && <FailureNotice failure={files.failure} onRetry={files.retry} />}
      <DataTable
        label="Remittance files"
        columns={columns}
        rows={files.rows}
        rowId={(row) => row.remittanceFileId}
        rowTone={(row) => (describeFile(row).tone === 'blocked' ? 'blocked' : null)}
        isLoading={files.isLoading}
        onOpen={(row) => goTo(`/remittances/${row.remittanceFileId}`)}
        onNearEnd={files.loadMore}
        empty={
          <EmptyState
            title="No remittance came in"
            sentence="Files that payers put into the remittance folder appear here, and those that you bring."
          />
        }
        claimsFocus
      />
    </>
  );
  return (
    <PageFrame
      title="Remittances"
      fill
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: 'balance and lines' },
      ]}
    >
      {mayWork ? <Taking>{table}</Taking> : table}
    </PageFrame>
  );
}

function Taking(props: { readonly children: ReactNode }): ReactNode {
  const goTo = useGoTo();
  const upload = useFileUpload(api.uploadRemittance, {
    invalidates: [api.listRemittances],
    onDone: ({ remittanceFileId }) => goTo(`/remittances/${remittanceFileId}`),
  });
  const take = (file: File): void =>
    upload.run({ file, mediaType: 'application/octet-stream', request: { fileName: file.name } });
  return (
    <FileIntake
      label="Take a file in"
      keys="u"
      hint="X12 835; or drop or paste it here"
      accept=".835,.edi,.x12,.txt"
      onFile={take}
    >
      {upload.failure !== null && <FailureNotice failure={upload.failure} />}
      {props.children}
    </FileIntake>
  );
}
