import { type ReactNode, useState } from 'react';
import type { Instant, TimeZone } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField } from '../../../ui/fields.tsx';
import { formatDayTime, formatMomentInFull } from '../../../ui/format-time.ts';
import { useNow } from '../../../ui/now.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { QueueSubject, queueRowHeight } from '../../../ui/queue-subject.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import type { Tone } from '../../../ui/tone.tsx';
import * as api from '../api.ts';
import { prospectStates } from '../domain/prospect.ts';
import { nameReason } from '../domain/reason-words.ts';
import type { ShownProspect } from './prospect-dialog.tsx';
import { ProspectDialog } from './prospect-dialog.tsx';

const views = {
  open: 'To work',
  joined: 'Order received',
  elsewhere: 'Went elsewhere',
  none: 'Not a candidate',
} as const;

type View = keyof typeof views;

const columns: readonly TableColumn<ShownProspect>[] = [
  {
    id: 'at',
    header: 'Appointment',
    width: 150,
    cell: (row) => <AppointmentTime at={row.appointmentAt as Instant} timeZone={row.timeZone as TimeZone} />,
  },
  {
    id: 'who',
    header: 'Patient and clinic',
    width: { grow: 2, least: 200 },
    cell: (row) => <QueueSubject subject={row.patientName} reason={row.clinicName} />,
  },
  {
    id: 'why',
    header: 'Diagnosis, and drugs of the disease state',
    width: { grow: 3, least: 260 },
    cell: (row) => (
      <QueueSubject
        subject={`${row.diagnosisCode ?? ''} ${row.diseaseState}, a new start`}
        reason={<span title={row.expectedDrugs.join(', ')}>{row.expectedDrugs.join(', ')}</span>}
      />
    ),
  },
  {
    id: 'state',
    header: 'Where it stands',
    width: { grow: 2, least: 160 },
    cell: (row) => <QueueSubject subject={prospectStates[row.state]} reason={describeStanding(row)} />,
  },
];

const empty: Readonly<Record<View, ReactNode>> = {
  open: (
    <EmptyState
      title="No prospective patients"
      sentence="Whoever has an appointment at a clinic, a diagnosis that specialty drugs are usual for and no such therapy appears here."
    />
  ),
  joined: <EmptyState title="No orders received yet" />,
  elsewhere: <EmptyState title="Nobody went elsewhere" />,
  none: <EmptyState title="Nobody was ruled out" />,
};

/** Patients who are likely to need a specialty drug soon, by their next appointment, before a prescription exists. Enter opens one to record what became of it. */
export function ProspectsPage(): ReactNode {
  const [view, setView] = useState<View>('open');
  const [openedId, setOpenedId] = useState<string | null>(null);
  const query = useEndpointQuery(api.listProspects, { view }, { topics: ['prospects'], keepsPrevious: true });
  const { data } = query;
  const opened = data?.prospects.find(({ prospectId }) => prospectId === openedId);
  return (
    <PageFrame
      fill
      title="Prospective patients"
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: 'open' },
      ]}
    >
      <ChoiceField
        label="Show"
        layout="row"
        value={view}
        options={(Object.keys(views) as View[]).map((value) => ({
          value,
          label: data === undefined ? views[value] : `${views[value]} (${data.counts[value]})`,
        }))}
        message={null}
        onChange={(value) => setView(value as View)}
      />
      {query.error !== null ? (
        <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          key={view}
          label={views[view]}
          columns={columns}
          rows={data?.prospects ?? []}
          rowId={(row) => row.prospectId}
          rowTone={toneOf}
          rowHeight={queueRowHeight}
          onOpen={(row) => setOpenedId(row.prospectId)}
          isLoading={data === undefined}
          claimsFocus
          empty={empty[view]}
        />
      )}
      {opened !== undefined && <ProspectDialog prospect={opened} onClose={() => setOpenedId(null)} />}
    </PageFrame>
  );
}

/** The time of an appointment as the clinic's pharmacy reads its clock, with the zone below. */
function AppointmentTime({ at, timeZone }: { readonly at: Instant; readonly timeZone: TimeZone }): ReactNode {
  const now = useNow();
  const full = formatMomentInFull(at, timeZone);
  return (
    <QueueSubject
      subject={
        <time dateTime={at} title={full} className="moment">
          {formatDayTime(at, { timeZone, now })}
        </time>
      }
      reason={full.split(' ').at(-1)}
    />
  );
}

function describeStanding(row: ShownProspect): string {
  if (row.state === 'order-received') return row.therapyNumber === null ? '' : `Therapy ${row.therapyNumber}`;
  if (row.reasonCode !== null) return nameReason(row.reasonCode);
  return row.changedByName === null ? '' : `by ${row.changedByName}`;
}

function toneOf({ state }: ShownProspect): Tone {
  const tones = { found: 'due', contacted: 'waiting', 'order-received': 'done', elsewhere: 'blocked' } as const;
  return state === 'not-candidate' ? 'neutral' : tones[state];
}
