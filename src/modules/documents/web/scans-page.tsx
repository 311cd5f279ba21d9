import type { ReactNode } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { type EndpointPages, useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { useFileUpload } from '../../../ui/file-transfer.ts';
import { formatBytes } from '../../../ui/format-bytes.ts';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import { documentKinds } from '../domain/document.ts';
import { scanOutcomes, scanProblems, scanStates } from '../domain/scan.ts';
import { documentPermissions } from '../permissions.ts';
import * as api from '../scans-api.ts';
import { FileIntake, SendingLine } from './file-button.tsx';
import { toMediaType } from './filing-dialog.tsx';

type ScanRow = ResponseOf<typeof api.listScans>['scans'][number];

const pageSize = 50;
const tones = { arrived: 'waiting', waiting: 'current', unreadable: 'blocked', settled: 'done' } as const;

const columns: readonly TableColumn<ScanRow>[] = [
  {
    id: 'state',
    header: 'State',
    width: 190,
    cell: ({ state }) => <StatusBadge tone={tones[state]}>{scanStates[state]}</StatusBadge>,
  },
  {
    id: 'kind',
    header: 'Seems to be',
    width: { grow: 1, least: 150 },
    cell: ({ kind }) => (kind === null ? '' : documentKinds[kind]),
  },
  { id: 'file', header: 'File', width: { grow: 2, least: 160 }, cell: (row) => row.fileName },
  {
    id: 'size',
    header: 'Size',
    width: 130,
    cell: ({ pageCount, byteCount }) =>
      [...(pageCount === null ? [] : [`${pageCount} p.`]), formatBytes(byteCount)].join(' · '),
  },
  {
    id: 'source',
    header: 'Came',
    width: 120,
    cell: ({ source }) => (source === 'folder' ? 'Fax or scanner' : 'Browser'),
  },
  { id: 'site', header: 'Pharmacy', width: { grow: 1, least: 140 }, cell: (row) => row.siteName },
  {
    id: 'what',
    header: 'What became of it',
    width: { grow: 2, least: 180 },
    cell: ({ outcome, problem }) =>
      outcome !== null ? scanOutcomes[outcome] : problem !== null ? <span>{scanProblems[problem]}</span> : '',
  },
  { id: 'received', header: 'Received', width: 120, cell: (row) => <Moment at={row.receivedAt as Instant} /> },
];

/** Scans and faxes: those that wait for a person, then those that are done; more are taken in here. */
export function ScansPage(): ReactNode {
  const goTo = useGoTo();
  const maySettle = useHasPermission(documentPermissions.settleScans.code);
  const [open, done] = [useScans(true), useScans(false)];
  const rows = open.hasMore || open.isLoading ? open.rows : [...open.rows, ...done.rows];
  const failure = open.failure ?? done.failure;
  const table = (
    <>
      {failure !== null && <FailureNotice failure={failure} onRetry={open.retry} />}
      <DataTable
        label="Scans that came in"
        columns={columns}
        rows={rows}
        rowId={(row) => row.scanId}
        rowTone={(row) => (row.state === 'unreadable' ? 'due' : null)}
        isLoading={open.isLoading}
        onOpen={(row) => goTo(`/scans/${row.scanId}`)}
        onNearEnd={() => (open.hasMore ? open : done).loadMore()}
        empty={
          <EmptyState
            title="No scan came in"
            sentence="What a fax server or scanner puts into its folder appears here."
          />
        }
        claimsFocus
      />
    </>
  );
  return (
    <PageFrame
      title="Scans and faxes"
      fill
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: 'open beside what was read' },
      ]}
    >
      {maySettle ? <Taking>{table}</Taking> : table}
    </PageFrame>
  );
}

function Taking(props: { readonly children: ReactNode }): ReactNode {
  const upload = useFileUpload(api.uploadScan, { invalidates: [api.listScans], onDone: () => undefined });
  const take = (file: File): void =>
    upload.run({ file, mediaType: toMediaType(file), request: { fileName: file.name } });
  return (
    <FileIntake label="Take a scan in" keys="u" hint="PDF, TIFF, PNG or JPEG; or drop or paste it here" onFile={take}>
      {upload.share !== null && <SendingLine share={upload.share} onCancel={upload.cancel} />}
      {upload.failure !== null && <FailureNotice failure={upload.failure} />}
      {props.children}
    </FileIntake>
  );
}

function useScans(isOpen: boolean): EndpointPages<ScanRow> {
  return useEndpointPages(api.listScans, {
    request: (before) => ({ isOpen, ...(before === null ? {} : { before }) }),
    next: ({ scans }) => (scans.length < pageSize ? null : (scans.at(-1)?.scanId ?? null)),
    rows: (page) => page.scans,
    topics: ['scans'],
  });
}
