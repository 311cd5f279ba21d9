import type { ReactNode } from 'react';
import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { QueueSubject, queueRowHeight } from '../../../ui/queue-subject.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../capture-api.ts';
import { captureOutcomes } from '../domain/capture.ts';
import classes from './capture-page.module.css';

/** The rows that a number of the page opens. */
export type CapturePart = Pick<RequestOf<typeof api.listCaptureRows>, 'key' | 'outcome'> & { readonly title: string };

type Row = ResponseOf<typeof api.listCaptureRows>['rows'][number];

const columns: readonly TableColumn<Row>[] = [
  {
    id: 'who',
    header: 'Patient and drug',
    width: { grow: 2, least: 170 },
    cell: (row) => <QueueSubject subject={row.patientName} reason={row.subject} />,
  },
  {
    id: 'from',
    header: 'Clinic and payer',
    width: { grow: 2, least: 170 },
    cell: (row) => <QueueSubject subject={row.clinic ?? 'Not known'} reason={row.payer ?? 'No insurance on file'} />,
  },
  {
    id: 'outcome',
    header: 'Outcome',
    width: { grow: 2, least: 170 },
    cell: (row) => <QueueSubject subject={captureOutcomes[row.outcome]} reason={row.reason ?? ''} />,
  },
  { id: 'at', header: 'When', width: 110, cell: (row) => <Moment at={row.at as Instant} show="day" /> },
];

/** The rows behind a number; Enter opens the therapy, else the prescription, else the prospective patients. */
export function CaptureRows(props: {
  readonly asked: Pick<RequestOf<typeof api.listCaptureRows>, 'fromMonth' | 'toMonth' | 'by'>;
  readonly part: CapturePart;
  readonly onClose: () => void;
}): ReactNode {
  const { title, ...part } = props.part;
  const query = useEndpointQuery(api.listCaptureRows, { ...props.asked, ...part });
  const goTo = useGoTo();
  const { data } = query;
  return (
    <Dialog opened width="wide" title={title} onClose={props.onClose}>
      {data !== undefined && data.total > data.rows.length && (
        <p className={classes['soft']}>
          The newest {data.rows.length} of {data.total}.
        </p>
      )}
      {query.error !== null ? (
        <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label={title}
          columns={columns}
          rows={data?.rows ?? []}
          rowId={(row) => row.id}
          rowHeight={queueRowHeight}
          visibleRows={9}
          isLoading={data === undefined}
          onOpen={(row) => goTo(pathOf(row))}
          claimsFocus
        />
      )}
    </Dialog>
  );
}

function pathOf({ therapyId, prescriptionId }: Row): string {
  if (therapyId !== null) return `/therapies/${therapyId}`;
  return prescriptionId === null ? '/prospects' : `/intake/${prescriptionId}`;
}
