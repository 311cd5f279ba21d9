import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { PatientId } from '../../../kernel/ids.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useAddressFilter, useGoTo } from '../../../ui/page-link.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../merge-api.ts';
import classes from './merge-page.module.css';

type Pair = ResponseOf<typeof api.listDuplicates>['pairs'][number];

const columns: readonly TableColumn<Pair>[] = [
  { id: 'score', header: 'Agreement', width: 100, cell: (pair) => `${pair.score} of 100` },
  { id: 'first', header: 'Older record', width: { grow: 2, least: 240 }, cell: (pair) => <Record of={pair.first} /> },
  { id: 'second', header: 'Newer record', width: { grow: 2, least: 240 }, cell: (pair) => <Record of={pair.second} /> },
  { id: 'why', header: 'Why', width: { grow: 3, least: 280 }, cell: (pair) => <Why pair={pair} /> },
];

/** Records that may be of one person, the likeliest first; each pair opens side by side. */
export function DuplicatesPage(): ReactNode {
  const [patient] = useAddressFilter('patient');
  const [before, setBefore] = useState<string | null>(null);
  const goTo = useGoTo();
  const query = useEndpointQuery(
    api.listDuplicates,
    {
      ...(patient === null ? {} : { patientId: patient as PatientId }),
      ...(before === null ? {} : { before: before as PatientId }),
    },
    { keepsPrevious: true },
  );
  const found = query.data;
  const next = found?.next ?? null;
  return (
    <PageFrame
      title="Possible duplicates"
      breadcrumbs={[{ label: 'Patients', path: '/patients' }]}
      fill
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: 'both records side by side' },
      ]}
    >
      <div className={classes['above']}>
        <p>{patient === null ? describeLook(found, before !== null) : 'Records that may be of the same patient.'}</p>
        {before !== null && (
          <Button variant="default" size="compact-sm" onClick={() => setBefore(null)}>
            Back to the newest
          </Button>
        )}
        {next !== null && (
          <Button variant="default" size="compact-sm" loading={query.isFetching} onClick={() => setBefore(next)}>
            Look at older records
          </Button>
        )}
      </div>
      {query.error !== null ? (
        <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="Possible duplicates"
          columns={columns}
          rows={found?.pairs ?? []}
          rowId={(pair) => `${pair.first.patientId} ${pair.second.patientId}`}
          rowHeight={52}
          isLoading={query.isPending}
          onOpen={(pair) => goTo(`/duplicates/${pair.first.patientId}/${pair.second.patientId}`)}
          empty={
            <EmptyState
              title="No possible duplicates"
              sentence="No two records agree well enough that a person should look at them."
            />
          }
          claimsFocus
        />
      )}
    </PageFrame>
  );
}

function describeLook(found: ResponseOf<typeof api.listDuplicates> | undefined, isOlder: boolean): string {
  if (found === undefined) return 'Records are being compared.';
  const count = found.recordsLookedAt.toLocaleString('en-US');
  const which = isOlder ? `The next ${count} older records` : `The ${count} newest records`;
  return `${which}, compared with all records.${found.isCut ? ' The likeliest pairs are shown; more come as these are settled.' : ''}`;
}

function Record(props: { readonly of: Pair['first'] }): ReactNode {
  const { displayName, birthDate, recordNumbers } = props.of;
  return (
    <span className={classes['record']}>
      <strong>{displayName}</strong>
      <span className={classes['soft']}>
        {formatCalendarDay(birthDate as CalendarDay)}
        {recordNumbers.length === 0 ? '' : `, ${recordNumbers.join(', ')}`}
      </span>
    </span>
  );
}

function Why({ pair }: { readonly pair: Pair }): ReactNode {
  const [doubt, ...moreDoubts] = pair.doubts;
  const text = pair.reasons.join(' ');
  return (
    <span className={classes['record']} title={[...pair.reasons, ...pair.doubts].join(' ')}>
      <span className={classes['cut']}>{text}</span>
      {doubt !== undefined && (
        <StatusBadge tone="due">
          {doubt}
          {moreDoubts.length === 0 ? '' : ` And ${moreDoubts.length} more.`}
        </StatusBadge>
      )}
    </span>
  );
}
