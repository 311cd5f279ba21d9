import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatBytes } from '../../../ui/format-bytes.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { useNow } from '../../../ui/now.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useSession } from '../../../ui/session.ts';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { decideTaking } from '../domain/export-limit.ts';
import { exportPurposes } from '../domain/export-purpose.ts';
import { describeCounts, toExportId } from './export-words.ts';
import classes from './exports.module.css';
import { TakeArchive } from './take-archive.tsx';

type Export = ResponseOf<typeof api.listExports>['exports'][number];

const columns: readonly TableColumn<Export>[] = [
  { id: 'at', header: 'When', width: 130, cell: ({ exportedAt }) => <Moment at={exportedAt as Instant} /> },
  { id: 'by', header: 'By', width: { grow: 1, least: 150 }, cell: ({ exporterName }) => exporterName },
  {
    id: 'patient',
    header: 'Patient',
    width: { grow: 2, least: 180 },
    cell: ({ patientId }) => <PanelSlotView slot="patient-name" patientId={patientId as PatientId} />,
  },
  { id: 'purpose', header: 'Purpose', width: { grow: 2, least: 200 }, cell: ({ purpose }) => exportPurposes[purpose] },
  { id: 'patients', header: 'Patients', width: 90, align: 'end', cell: ({ patientCount }) => patientCount },
  { id: 'size', header: 'Size', width: 90, align: 'end', cell: ({ byteCount }) => formatBytes(byteCount) },
];

/** Every export with who made it, when and why; each opens with what it holds. */
export function ExportsPage(): ReactNode {
  const [openedId, setOpenedId] = useState<string | null>(null);
  const query = useEndpointQuery(api.listExports, {});
  const exports = query.data?.exports ?? [];
  const opened = exports.find(({ exportId }) => exportId === openedId);
  const limit = query.data?.limit;
  return (
    <PageFrame
      title="Exports"
      fill
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: 'what it holds' },
      ]}
    >
      {limit !== undefined && (
        <p className={classes['above']} title={limit.source}>
          One person may export {limit.patientsInHour} {limit.patientsInHour === 1 ? 'patient' : 'patients'} within an
          hour; you have exported {limit.used}. {limit.source}
        </p>
      )}
      {query.error !== null ? (
        <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="Exports"
          columns={columns}
          rows={exports}
          rowId={({ exportId }) => exportId}
          isLoading={query.isPending}
          onOpen={({ exportId }) => setOpenedId(exportId)}
          empty={<EmptyState title="No exports yet" sentence="A record is exported from the page of its patient." />}
          claimsFocus
        />
      )}
      {opened !== undefined && <ExportDialog made={opened} onClose={() => setOpenedId(null)} />}
    </PageFrame>
  );
}

function ExportDialog(props: { readonly made: Export; readonly onClose: () => void }): ReactNode {
  const { made, onClose } = props;
  const [takes, setTakes] = useState(false);
  const { staffId } = useSession();
  const now = useNow();
  const allowed = decideTaking(made, { staffId, now });
  return (
    <Dialog opened width="wide" title="Export" onClose={onClose}>
      <KeyValueList
        items={[
          {
            label: 'Patient',
            value: (
              <PageLink to={`/patients/${made.patientId}`}>
                <PanelSlotView
                  slot="patient-name"
                  patientId={made.patientId as PatientId}
                  fallback="Open the patient"
                />
              </PageLink>
            ),
          },
          { label: 'By', value: made.exporterName },
          { label: 'When', value: <Moment at={made.exportedAt as Instant} /> },
          { label: 'Purpose', value: exportPurposes[made.purpose] },
          { label: 'Who gets it', value: made.note },
          { label: 'Holds', value: describeCounts(made.counts) },
          { label: 'Size', value: formatBytes(made.byteCount) },
          { label: 'SHA-256', value: made.sha256 },
        ]}
      />
      {takes ? (
        <TakeArchive exportId={toExportId(made.exportId)} />
      ) : (
        <ReasonedButton
          label="Take the archive"
          kind="secondary"
          refusal={allowed.ok ? null : allowed.refusal}
          onPress={() => setTakes(true)}
        />
      )}
    </Dialog>
  );
}
