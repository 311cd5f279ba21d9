import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField } from '../../../ui/fields.tsx';
import { formatPhone } from '../../../ui/format-phone.ts';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useGoTo } from '../../../ui/page-link.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import type { Tone } from '../../../ui/tone.tsx';
import * as api from '../api.ts';
import { requestWays } from '../domain/information-request.ts';
import { letterKinds } from '../domain/letter.ts';
import { transferReasons, transferStates } from '../domain/transfer-out.ts';

type Listed = ResponseOf<typeof api.listReferrals>;
type Subject = Pick<Listed['letters'][number], 'prescriptionId' | 'patientName' | 'drugName'>;

/** A row of the one table that shows requests, letters or transfers. */
interface Row extends Subject {
  readonly id: string;
  readonly what: string;
  readonly stands: string;
  readonly since: string;
  readonly dueAt: string | null;
  readonly tone: Tone | null;
}

const views = { requests: 'Asked for', letters: 'Letters to send', transfers: 'Transfers' } as const;

const columns: readonly TableColumn<Row>[] = [
  { id: 'patient', header: 'Patient', width: { grow: 2, least: 150 }, cell: (row) => row.patientName },
  { id: 'drug', header: 'Drug', width: { grow: 2, least: 130 }, cell: (row) => row.drugName },
  { id: 'what', header: 'What', width: { grow: 3, least: 180 }, cell: (row) => row.what },
  { id: 'stands', header: 'Where it stands', width: { grow: 2, least: 160 }, cell: (row) => row.stands },
  { id: 'since', header: 'Since', width: 112, cell: (row) => <Moment at={row.since as Instant} /> },
  {
    id: 'due',
    header: 'Due',
    width: 112,
    cell: (row) => (row.dueAt === null ? '' : <Moment at={row.dueAt as Instant} />),
  },
];

const empty: Readonly<Record<keyof typeof views, ReactNode>> = {
  requests: <EmptyState title="Nothing is asked for" sentence="No referral waits for missing information." />,
  letters: <EmptyState title="No letter to send" />,
  transfers: <EmptyState title="No transfers" sentence="No referral goes or went to another pharmacy." />,
};

/** Everything about referrals that waits for somebody: what is asked for, letters to send, transfers. Enter opens the prescription. */
export function ReferralsPage(): ReactNode {
  const [view, setView] = useState<keyof typeof views>('requests');
  const query = useEndpointQuery(api.listReferrals, {}, { topics: ['referrals'], keepsPrevious: true });
  const goTo = useGoTo();
  const { data } = query;
  const countOf = (each: keyof typeof views): string => (data === undefined ? '' : ` (${data[each].length})`);
  return (
    <PageFrame
      fill
      title="Referrals under way"
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'enter', label: 'open' },
      ]}
    >
      <ChoiceField
        label="Show"
        layout="row"
        value={view}
        options={(Object.keys(views) as (keyof typeof views)[]).map((value) => ({
          value,
          label: `${views[value]}${countOf(value)}`,
        }))}
        message={null}
        onChange={(value) => setView(value as keyof typeof views)}
      />
      {query.error !== null ? (
        <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          key={view}
          label={views[view]}
          columns={columns}
          rows={data === undefined ? [] : listRows(data, view)}
          rowId={(row) => row.id}
          rowTone={(row) => row.tone}
          onOpen={(row) => goTo(`/intake/${row.prescriptionId}`)}
          isLoading={data === undefined}
          claimsFocus
          empty={empty[view]}
        />
      )}
    </PageFrame>
  );
}

function listRows(data: Listed, view: keyof typeof views): readonly Row[] {
  if (view === 'requests') return data.requests.map(toRequestRow);
  return view === 'letters' ? data.letters.map(toLetterRow) : data.transfers.map(toTransferRow);
}

function toRequestRow(request: Listed['requests'][number]): Row {
  const { requestId, way, isLate, labels, askedAt, dueAt } = request;
  const isUnsent = dueAt === null && way === 'letter';
  const waiting = isUnsent ? 'Letter to be sent' : `Waits: ${requestWays[way].toLowerCase()}`;
  return {
    ...subjectOf(request),
    id: requestId,
    what: labels.join(', '),
    stands: isLate ? 'No answer in time' : waiting,
    since: askedAt,
    dueAt,
    tone: isLate ? 'blocked' : isUnsent ? 'due' : 'waiting',
  };
}

function toLetterRow(letter: Listed['letters'][number]): Row {
  const { letterId, kind, recipientName, recipientFax, composedAt } = letter;
  return {
    ...subjectOf(letter),
    id: letterId,
    what: letterKinds[kind],
    stands: recipientFax === null ? recipientName : `${recipientName}, fax ${formatPhone(recipientFax)}`,
    since: composedAt,
    dueAt: null,
    tone: 'due',
  };
}

function toTransferRow(transfer: Listed['transfers'][number]): Row {
  const { transferId, state, reasonCode, pharmacyName, composedAt, dueAt, isLate, daysHeld } = transfer;
  const tones = { composed: 'due', sent: 'waiting', acknowledged: 'done', withdrawn: 'neutral' } as const;
  const days = daysHeld === null ? '' : `, ${daysHeld} ${daysHeld === 1 ? 'day' : 'days'} here`;
  return {
    ...subjectOf(transfer),
    id: transferId,
    what: `${pharmacyName}: ${transferReasons[reasonCode].toLowerCase()}`,
    stands: isLate ? 'Not acknowledged in time' : `${transferStates[state]}${days}`,
    since: composedAt,
    dueAt,
    tone: isLate ? 'blocked' : tones[state],
  };
}

function subjectOf({ prescriptionId, patientName, drugName }: Subject): Subject {
  return { prescriptionId, patientName, drugName };
}
