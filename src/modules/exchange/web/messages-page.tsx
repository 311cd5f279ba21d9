import { type ReactNode, useState } from 'react';
import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import { isUuid } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { useEndpointPages } from '../../../ui/endpoint-pages.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField, TextField } from '../../../ui/fields.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useAddressFilter, useGoTo } from '../../../ui/page-link.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { exchangePermissions } from '../permissions.ts';
import { describeOutcome, formatWords } from './message-words.ts';
import classes from './messages-page.module.css';

type ListedMessage = ResponseOf<typeof api.listMessages>['messages'][number];
type State = RequestOf<typeof api.listMessages>['state'];

const pageSize = 50;

const columns: readonly TableColumn<ListedMessage>[] = [
  { id: 'when', header: 'When', width: 130, cell: (message) => <Moment at={message.receivedAt as Instant} /> },
  { id: 'direction', header: 'Way', width: 90, cell: ({ direction }) => (direction === 'in' ? 'Received' : 'Sent') },
  { id: 'partner', header: 'Partner', width: { grow: 2, least: 160 }, cell: (message) => message.partnerName },
  { id: 'format', header: 'Format', width: { grow: 1, least: 150 }, cell: (message) => formatWords[message.format] },
  { id: 'number', header: 'Control number', width: { grow: 1, least: 130 }, cell: (message) => message.controlId },
  { id: 'type', header: 'Type', width: { grow: 1, least: 120 }, cell: (message) => message.messageType ?? '' },
  {
    id: 'errors',
    header: 'Errors',
    width: 70,
    align: 'end',
    cell: ({ errorCount }) => (errorCount === 0 ? '' : errorCount),
  },
  {
    id: 'outcome',
    header: 'Outcome',
    width: 150,
    cell: (message) => {
      const { tone, label } = describeOutcome(message.outcome);
      return <StatusBadge tone={tone}>{label}</StatusBadge>;
    },
  },
];

/** Messages with the outside partners, the newest first. */
export function MessagesPage(): ReactNode {
  const [show] = useAddressFilter('show');
  const [partner] = useAddressFilter('partner');
  const [number] = useAddressFilter('number');
  const [type] = useAddressFilter('type');
  const [way] = useAddressFilter('way');
  const [from] = useAddressFilter('from');
  const [to] = useAddressFilter('to');
  const goTo = useGoTo();
  const state: State = show === 'with-problems' || show === 'unsettled' ? show : 'all';
  const outcome = outcomeCodes.find((code) => code === show);
  const partnerId = partner !== null && isUuid(partner) ? partner : null;
  const messages = useEndpointPages(api.listMessages, {
    request: (before) => ({
      state,
      ...(partnerId === null ? {} : { partnerId }),
      ...(number === null ? {} : { controlId: number }),
      ...(type === null ? {} : { messageType: type }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(way === 'in' || way === 'out' ? { direction: way as 'in' | 'out' } : {}),
      ...(isDay(from) ? { from: `${from}T00:00:00.000Z` } : {}),
      ...(isDay(to) ? { to: new Date(Date.parse(to) + 86_400_000).toISOString() } : {}),
      ...(before === null ? {} : { before }),
    }),
    next: (page) => (page.messages.length < pageSize ? null : (page.messages.at(-1)?.rawMessageId ?? null)),
    rows: (page) => page.messages,
  });
  return (
    <PageFrame
      title="Messages"
      fill
      hints={[
        { keys: 'j', label: 'next message' },
        { keys: 'k', label: 'message before' },
        { keys: 'Enter', label: 'open the original' },
      ]}
    >
      <Filters partnerId={partnerId} />
      {messages.failure !== null && <FailureNotice failure={messages.failure} onRetry={messages.retry} />}
      <DataTable
        label="Messages"
        columns={columns}
        rows={messages.rows}
        rowId={(message) => message.rawMessageId}
        isLoading={messages.isLoading}
        onOpen={(message) => goTo(`/messages/${message.rawMessageId}`)}
        onNearEnd={messages.loadMore}
        empty={<EmptyState title="No messages" sentence="Nothing was exchanged that these filters let through." />}
        claimsFocus
      />
    </PageFrame>
  );
}

/** By what the list is narrowed; all of it stands in the address. */
function Filters(props: { readonly partnerId: string | null }): ReactNode {
  const { partnerId } = props;
  const [, setPartner] = useAddressFilter('partner');
  const [number, setNumber] = useAddressFilter('number');
  const [type, setType] = useAddressFilter('type');
  const [way, setWay] = useAddressFilter('way');
  const [from, setFrom] = useAddressFilter('from');
  const [to, setTo] = useAddressFilter('to');
  return (
    <div className={classes['filters']}>
      <OutcomeFilter />
      <PartnerFilter partnerId={partnerId} onChoose={setPartner} />
      <ChoiceField
        label="Way"
        value={way ?? 'both'}
        options={[
          { value: 'both', label: 'Received and sent' },
          { value: 'in', label: 'Received' },
          { value: 'out', label: 'Sent' },
        ]}
        onChange={(value) => setWay(value === 'both' || value === '' ? null : value)}
      />
      <SearchField label="Type, as RxFill" value={type} onSearch={setType} />
      <SearchField label="Control number" value={number} onSearch={setNumber} />
      <TextField
        type="date"
        label="From"
        value={from ?? ''}
        onChange={(value) => setFrom(value === '' ? null : value)}
      />
      <TextField type="date" label="To" value={to ?? ''} onChange={(value) => setTo(value === '' ? null : value)} />
    </div>
  );
}

const outcomeCodes = ['applied', 'work-item', 'refused', 'quarantined', 'sent', 'received'] as const;

/** One list for how messages stand and for what they became: who looks for one thing looks for nothing else. */
function OutcomeFilter(): ReactNode {
  const [show, setShow] = useAddressFilter('show');
  return (
    <ChoiceField
      label="Outcome"
      value={show ?? 'any'}
      options={[
        { value: 'any', label: 'Any' },
        { value: 'with-problems', label: 'With problems' },
        { value: 'unsettled', label: describeOutcome(null).label },
        ...outcomeCodes.map((code) => ({ value: code, label: describeOutcome(code).label })),
      ]}
      onChange={(value) => setShow(value === 'any' || value === '' ? null : value)}
    />
  );
}

function isDay(text: string | null): text is string {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** A text that is looked for when the person is done writing it. */
function SearchField(props: {
  readonly label: string;
  readonly value: string | null;
  readonly onSearch: (text: string | null) => void;
}): ReactNode {
  const [text, setText] = useState(props.value ?? '');
  const search = (): void => {
    const wanted = text.trim() === '' ? null : text.trim();
    if (wanted !== props.value) props.onSearch(wanted);
  };
  return (
    <form
      onBlur={search}
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      <TextField label={props.label} value={text} onChange={setText} />
    </form>
  );
}

/** Narrows the list to one partner, for those who may see the partners. */
function PartnerFilter(props: {
  readonly partnerId: string | null;
  readonly onChoose: (partnerId: string | null) => void;
}): ReactNode {
  const maySee = useHasPermission(exchangePermissions.seePartners.code);
  const query = useEndpointQuery(api.listPartners, {}, { enabled: maySee });
  if (!maySee) return null;
  const partners = query.data?.partners ?? [];
  return (
    <ChoiceField
      label="Partner"
      value={props.partnerId ?? 'all'}
      options={[
        { value: 'all', label: 'All partners' },
        ...partners.map(({ partnerId, name }) => ({ value: partnerId, label: name })),
      ]}
      onChange={(value) => props.onChoose(value === '' || value === 'all' ? null : value)}
    />
  );
}
